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

/** Reads JSON strictly and writes it. */
public final class Json {

    /** How deep a document may nest: no request needs more than a list of objects in an object. */
    public static final int NESTING_MAX = 16;

    /** What problems call the body as a whole. */
    private static final String BODY = "body";

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // A part of the document in an error message could end in a log.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** {@code target} with what {@code patch} says (RFC 7396): null takes a field away, an object is merged, all else replaces. */
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
     * Reads one document that fills {@code utf8}.
     *
     * @throws ProblemException naming the field at which it is malformed
     */
    public static JsonNode read(byte[] utf8) {
        try (JsonParser parser = MAPPER.createParser(decode(utf8))) {
            try {
                JsonNode node = MAPPER.readTree(parser);
                if (node == null || node.isMissingNode()) {
                    throw Problem.invalid(BODY, "must be a JSON object, not empty")
                            .exception();
                }
                if (parser.nextToken() != null) {
                    throw Problem.invalid(BODY, "must end after the JSON object")
                            .exception();
                }
                return node;
            } catch (JacksonException e) {
                throw Problem.invalid(place(parser), "is not valid JSON: " + e.getOriginalMessage())
                        .exception();
            }
        }
    }

    /** Decodes strictly: Jackson alone would also take UTF-16 and UTF-32. */
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

    /** The field at which the parser stands, as {@code requests.3.userId}. */
    private static String place(JsonParser parser) {
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        return pointer.length() < 2 ? BODY : pointer.substring(1).replace('/', '.');
    }
}
