package dev.lastroom.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON strictly, and writes it. */
public final class Json {

    /** How deep a document may nest. No request needs more than a list of objects in an object. */
    public static final int NESTING_MAX = 16;

    /** The name of the whole body in problems. */
    private static final String BODY = "body";

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // A part of the document in an error message could end up in a log.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Applies {@code patch} to {@code target} (RFC 7396): null removes a field, objects merge, everything else
     * replaces.
     */
    public static ObjectNode merged(ObjectNode target, JsonNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            String name = field.getKey();
            switch (field.getValue()) {
                case NullNode _ -> target.remove(name);
                case ObjectNode inner ->
                    target.set(name, merged(target.get(name) instanceof ObjectNode there ? there : object(), inner));
                case JsonNode value -> target.set(name, value);
            }
        }
        return target;
    }

    public static byte[] write(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /**
     * Reads {@code utf8} as exactly one document.
     *
     * @throws ProblemException naming the field at which it is malformed
     */
    public static JsonNode read(byte[] utf8) {
        try (JsonParser parser = MAPPER.createParser(decode(utf8))) {
            try {
                JsonNode node = MAPPER.readTree(parser);
                if (node == null || node.isMissingNode()) {
                    throw Problem.invalid(BODY, "must be a JSON object, but is empty")
                            .exception();
                }
                if (parser.nextToken() != null) {
                    throw Problem.invalid(BODY, "must contain nothing after the JSON object")
                            .exception();
                }
                return node;
            } catch (JacksonException e) {
                throw Problem.invalid(place(parser), "is not valid JSON: " + e.getOriginalMessage())
                        .exception();
            }
        }
    }

    /** Decodes strictly; Jackson alone also accepts UTF-16 and UTF-32. */
    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.invalid(BODY, "must be UTF-8").exception();
        }
    }

    /** Returns the field that the parser is at, such as {@code requests.3.userId}. */
    private static String place(JsonParser parser) {
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        return pointer.length() < 2 ? BODY : pointer.substring(1).replace('/', '.');
    }
}
