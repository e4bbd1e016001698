import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * Merges the pieces of the OpenAPI document into the two files that the server serves. The build starts this file as it is,
 * so that nothing of it, nor a YAML parser, is shipped: {@code java OpenApiBundler.java FOLDER-OF-PIECES FOLDER-OF-BUNDLES}.
 */
final class OpenApiBundler {

    private static final String BEGINNING = "openapi.yaml";

    /** The end of a line of Markdown whose paragraph or list item goes on: the next line begins nothing new. */
    private static final Pattern BROKEN_LINE = Pattern.compile("(?<=[^\\n])\\n *(?![\\n |#>]|[-*] |\\d+\\. |\\z)");

    /** To every version of YAML, what has a digit first may be a number or a date. */
    private static final StringQuotingChecker QUOTING = new StringQuotingChecker.Default() {
        @Override
        public boolean needToQuoteName(String name) {
            return beginsWithDigit(name) || super.needToQuoteName(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return beginsWithDigit(value) || super.needToQuoteValue(value);
        }

        private static boolean beginsWithDigit(String text) {
            return !text.isEmpty() && Character.isDigit(text.charAt(0));
        }
    };

    private static final YAMLMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().stringQuotingChecker(QUOTING).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build();

    private OpenApiBundler() {}

    public static void main(String[] args) throws IOException {
        ObjectNode document = bundle(Path.of(args[0]));
        Path target = Files.createDirectories(Path.of(args[1]));
        Files.write(target.resolve("openapi.json"), new JsonMapper().writeValueAsBytes(document));
        Files.write(target.resolve("openapi.yaml"), YAML.writeValueAsBytes(document));
    }

    private static ObjectNode bundle(Path folder) throws IOException {
        ObjectNode document = YAML.createObjectNode();
        merge(document, folder.resolve(BEGINNING));
        for (Path piece : pieces(folder)) {
            merge(document, piece);
        }
        joinLines(document);
        return document;
    }

    private static List<Path> pieces(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith(BEGINNING))
                    .sorted()
                    .toList();
        }
    }

    private static void merge(ObjectNode document, Path piece) {
        merge(document, YAML.readTree(piece.toFile()).asObject(), piece + ":");
    }

    private static void merge(ObjectNode all, ObjectNode piece, String where) {
        piece.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode known = all.get(name);
            if (known == null) {
                all.set(name, entry.getValue());
            } else if (known instanceof ObjectNode both && entry.getValue() instanceof ObjectNode more) {
                merge(both, more, where + " " + name);
            } else {
                throw new IllegalArgumentException(where + " " + name + " is in another file already");
            }
        });
    }

    /** A line of the source is no line of the page: Swagger UI would keep every break inside a paragraph. */
    private static void joinLines(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                if (entry.getKey().equals("description") && entry.getValue() instanceof StringNode text) {
                    entry.setValue(StringNode.valueOf(
                            BROKEN_LINE.matcher(text.stringValue()).replaceAll(" ")));
                } else {
                    joinLines(entry.getValue());
                }
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(OpenApiBundler::joinLines);
        }
    }
}
