import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a record for each schema of the OpenAPI document, and a method of {@code Calls} for each operation. The build
 * starts this file as it is: {@code java ClientGenerator.java FOLDER}. The document is the one on the class path that
 * the server serves.
 */
final class ClientGenerator {

    private static final String DOCUMENT = "/web/openapi.json";
    private static final String KEY = "idempotencyKey";

    /** Schemas that have more than one form, written by hand. */
    private static final Set<String> BY_HAND = Set.of("BatchResult");

    /** Sets of forms that have no name in the document, by the name of the property. */
    private static final Map<String, String> FORMS = Map.of("Event.before", "EventState", "Event.after", "EventState");

    /** The document calls the data of a stream text. */
    private static final Map<String, String> STREAMED = Map.of("streamEvents", "Event", "streamAri", "AriChanges");

    private static final String HEAD = """
            package %s;

            import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
            import com.fasterxml.jackson.annotation.JsonValue;
            import java.time.Duration;
            import java.time.Instant;
            import java.time.LocalDate;
            import java.util.LinkedHashMap;
            import java.util.List;
            import java.util.Map;
            import java.util.Objects;
            import java.util.Optional;
            import java.util.UUID;
            import org.jspecify.annotations.Nullable;
            import tools.jackson.databind.JsonNode;
            %s
            """;

    private final JsonNode document;
    private final JsonNode schemas;
    private final Path folder;
    private final Set<String> sent = new LinkedHashSet<>();
    private final Set<String> states = new LinkedHashSet<>();

    private ClientGenerator(JsonNode document, Path folder) {
        this.document = document;
        this.schemas = document.at("/components/schemas");
        this.folder = folder;
    }

    /** A component of a record. */
    private record Part(String name, String type, boolean required, boolean removable, String text) {

        String component() {
            String base = removable ? "Optional<" + boxed(type) + ">" : type;
            return required ? base : "@Nullable " + boxed(base);
        }
    }

    public static void main(String[] args) throws IOException {
        try (InputStream in = ClientGenerator.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IOException("the class path has no " + DOCUMENT + ": build the server first");
            }
            new ClientGenerator(new JsonMapper().readTree(in), Path.of(args[0])).write();
        }
    }

    private void write() throws IOException {
        document.path("paths")
                .forEach(path -> path.forEach(operation -> operation
                        .path("requestBody")
                        .path("content")
                        .forEach(content -> send(content.path("schema")))));
        FORMS.keySet()
                .forEach(form -> schemas.at("/" + form.replace(".", "/properties/"))
                        .path("anyOf")
                        .forEach(state -> states.add(refOf(state))));
        for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
            String name = schema.getKey();
            if (schema.getValue().has("enum")) {
                writeFile("dev.lastroom.client.model", name, "", enumeration(name, schema.getValue(), ""));
            } else if (isRecord(name)) {
                writeFile("dev.lastroom.client.model", name, "import dev.lastroom.client.Page;", record(name));
            }
        }
        writeCalls();
    }

    /** Notes the schemas that a client sends, which it must be able to build. */
    private void send(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = refOf(schema);
            if (sent.add(name)) {
                send(schemas.path(name));
            }
            return;
        }
        schema.path("allOf").forEach(this::send);
        schema.path("properties").forEach(this::send);
        if (schema.has("items")) {
            send(schema.path("items"));
        }
    }

    private boolean isRecord(String name) {
        JsonNode schema = schemas.path(name);
        return !BY_HAND.contains(name)
                && !schema.has("enum")
                && (schema.path("type").asString("").equals("object") || schema.has("allOf"));
    }

    private String record(String name) {
        JsonNode schema = schemas.path(name);
        StringBuilder nested = new StringBuilder();
        List<Part> parts = parts(name, schema, nested);
        List<String> interfaces = new ArrayList<>();
        String page = page(parts);
        if (!page.isEmpty()) {
            String element = element(parts);
            // A nested record is not yet in scope where the interfaces are named.
            interfaces.add("Page<" + (schemas.has(element) ? element : name + "." + element) + ">");
        }
        if (states.contains(name)) {
            interfaces.add("EventState");
        }
        return record(name, text(schema), parts, interfaces, page + nested, sent.contains(name));
    }

    private static String record(
            String name, String text, List<Part> parts, List<String> interfaces, String more, boolean built) {
        StringBuilder java = new StringBuilder("/**\n * ").append(text.isEmpty() ? "See the API." : text);
        parts.stream()
                .filter(part -> !part.text.isEmpty())
                .forEach(part -> java.append("\n * @param ")
                        .append(part.name)
                        .append(' ')
                        .append(part.text));
        java.append("\n */\npublic record ").append(name).append('(');
        java.append(
                parts.stream().map(part -> part.component() + " " + part.name).collect(Collectors.joining(", ")));
        java.append(')');
        if (!interfaces.isEmpty()) {
            java.append(" implements ").append(String.join(", ", interfaces));
        }
        java.append(" {\n").append(checks(name, parts));
        if (built) {
            java.append(builders(name, parts));
        }
        return java.append(more).append("}\n").toString();
    }

    /** The constructor: required values are there, and lists cannot change. */
    private static String checks(String name, List<Part> parts) {
        StringBuilder java = new StringBuilder();
        for (Part part : parts) {
            boolean list = part.type.startsWith("List<") && !part.removable;
            if (list && part.required) {
                java.append("        %1$s = List.copyOf(%1$s);\n".formatted(part.name));
            } else if (list) {
                java.append("        %1$s = %1$s == null ? null : List.copyOf(%1$s);\n".formatted(part.name));
            } else if (part.required && boxed(part.type).equals(part.type)) {
                java.append("        Objects.requireNonNull(%1$s, \"%1$s\");\n".formatted(part.name));
            }
        }
        return java.isEmpty() ? "" : "    public " + name + " {\n" + java + "    }\n";
    }

    private static String builders(String name, List<Part> parts) {
        List<Part> required = parts.stream().filter(Part::required).toList();
        StringBuilder java = new StringBuilder();
        java.append("\n    /** Has what is required; the {@code with} methods add the rest. */\n    public static ")
                .append(name)
                .append(" of(")
                .append(required.stream()
                        .map(part -> part.type + " " + part.name)
                        .collect(Collectors.joining(", ")))
                .append(") {\n        return new ")
                .append(name)
                .append('(')
                .append(parts.stream()
                        .map(part -> part.required ? part.name : "null")
                        .collect(Collectors.joining(", ")))
                .append(");\n    }\n");
        for (Part part : parts) {
            if (part.required) {
                continue;
            }
            String value = part.removable ? "Optional.of(" + part.name + ")" : part.name;
            java.append(wither(name, parts, part, "with", part.type + " " + part.name, value, "Sets"));
            if (part.removable) {
                java.append(wither(name, parts, part, "without", "", "Optional.empty()", "Removes"));
            }
        }
        return java.toString();
    }

    private static String wither(
            String name, List<Part> parts, Part set, String verb, String argument, String value, String does) {
        String values = parts.stream()
                .map(part -> part == set ? value : "this." + part.name)
                .collect(Collectors.joining(", "));
        return """

                    /** %s {@code %s}. */
                    public %s %s(%s) {
                        return new %s(%s);
                    }
                """.formatted(does, set.name, name, verb + capital(set.name), argument, name, values);
    }

    /** The methods of a page, or nothing for what is none. */
    private static String page(List<Part> parts) {
        List<String> names = parts.stream().map(Part::name).toList();
        boolean more = names.contains("hasMore");
        String cursor = names.contains("nextCursor") ? "nextCursor" : more ? "position" : "";
        if (cursor.isEmpty() || element(parts).isEmpty()) {
            return "";
        }
        String list = parts.stream()
                .filter(part -> part.type.startsWith("List<"))
                .findFirst()
                .orElseThrow()
                .name;
        return """

                    @Override
                    public List<%s> items() {
                        return %s;
                    }

                    @Override
                    public @Nullable String next() {
                        return %s;
                    }
                """.formatted(element(parts), list, more ? "hasMore ? " + cursor + " : null" : cursor);
    }

    private static String element(List<Part> parts) {
        return parts.stream()
                .map(Part::type)
                .filter(type -> type.startsWith("List<"))
                .findFirst()
                .map(type -> type.substring("List<".length(), type.length() - 1))
                .orElse("");
    }

    private List<Part> parts(String owner, JsonNode schema, StringBuilder nested) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        Set<String> required = new LinkedHashSet<>();
        gather(schema, properties, required);
        List<Part> parts = new ArrayList<>();
        properties.forEach((name, property) -> {
            boolean nullable = types(property).contains("null") || hasNull(property) || nullRef(property);
            boolean must = required.contains(name) && !nullable;
            boolean removable = owner.endsWith("Patch") && nullable;
            parts.add(new Part(name, type(owner, name, property, nested), must, removable, text(property)));
        });
        return parts;
    }

    private void gather(JsonNode schema, Map<String, JsonNode> properties, Set<String> required) {
        if (schema.has("$ref")) {
            gather(schemas.path(refOf(schema)), properties, required);
        }
        schema.path("allOf").forEach(part -> gather(part, properties, required));
        schema.path("properties").properties().forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
        schema.path("required").forEach(name -> required.add(name.asString()));
    }

    private String type(String owner, String name, JsonNode schema, StringBuilder nested) {
        String form = FORMS.get(owner + "." + name);
        if (form != null) {
            return form;
        }
        if (schema.has("$ref")) {
            return named(refOf(schema));
        }
        if (schema.has("anyOf")) {
            List<String> types = new ArrayList<>();
            schema.path("anyOf").forEach(option -> {
                if (option.has("$ref")) {
                    types.add(named(refOf(option)));
                }
            });
            // Two enums have no common type but their text.
            return types.size() == 1 ? types.get(0) : "String";
        }
        if (schema.has("enum")) {
            nested.append(enumeration(capital(name), schema, "static "));
            return capital(name);
        }
        if (schema.has("const")) {
            return "boolean";
        }
        if (schema.has("items")) {
            return "List<" + boxed(type(owner, singular(name), schema.path("items"), nested)) + ">";
        }
        if (schema.has("allOf") || schema.has("properties")) {
            StringBuilder inner = new StringBuilder();
            List<Part> parts = parts(capital(name), schema, inner);
            nested.append('\n')
                    .append(record(
                            capital(name), text(schema), parts, List.of(), inner.toString(), sent.contains(owner)));
            return capital(name);
        }
        return scalar(schema);
    }

    private String named(String name) {
        return isRecord(name) || BY_HAND.contains(name) || schemas.path(name).has("enum")
                ? name
                : scalar(schemas.path(name));
    }

    private static String scalar(JsonNode schema) {
        List<String> types =
                types(schema).stream().filter(type -> !type.equals("null")).toList();
        if (types.size() != 1) {
            return "JsonNode";
        }
        String format = schema.path("format").asString("");
        return switch (types.get(0)) {
            case "boolean" -> "boolean";
            case "integer" -> format.equals("int64") ? "long" : "int";
            case "object" ->
                schema.has("additionalProperties")
                                && schema.path("additionalProperties").isObject()
                        ? "Map<String, String>"
                        : "JsonNode";
            case "string" ->
                switch (format) {
                    case "date" -> "LocalDate";
                    case "date-time" -> "Instant";
                    case "duration" -> "Duration";
                    case "uuid" -> "UUID";
                    default -> "String";
                };
            default -> throw new IllegalStateException("unknown type: " + schema);
        };
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? type.valueStream().map(JsonNode::asString).toList()
                : type.isString() ? List.of(type.asString()) : List.of();
    }

    private static boolean hasNull(JsonNode schema) {
        return schema.path("anyOf")
                .valueStream()
                .anyMatch(option -> types(option).contains("null"));
    }

    private boolean nullRef(JsonNode schema) {
        return schema.has("$ref") && types(schemas.path(refOf(schema))).contains("null");
    }

    private static String enumeration(String name, JsonNode schema, String modifier) {
        StringBuilder java = new StringBuilder("\n/** ")
                .append(text(schema).isEmpty() ? "See the API." : text(schema))
                .append(" */\npublic ")
                .append(modifier)
                .append("enum ")
                .append(name)
                .append(" {\n");
        schema.path("enum")
                .forEach(value -> java.append("    ")
                        .append(constant(value.asString()))
                        .append("(\"")
                        .append(value.asString())
                        .append("\"),\n"));
        return java.append("""
                    /** A value that a newer server knows, and this client does not. Never send it. */
                    @JsonEnumDefaultValue
                    UNRECOGNIZED("");

                    private final String value;

                    %s(String value) {
                        this.value = value;
                    }

                    /** Returns the value as the API writes it. */
                    @JsonValue
                    @Override
                    public String toString() {
                        return value;
                    }
                }
                """.formatted(name)).toString();
    }

    private void writeCalls() throws IOException {
        StringBuilder java = new StringBuilder("""
                /**
                 * Makes the calls of the API, one method for each of its operations. A call does nothing until a
                 * {@link LastroomClient} sends it.
                 */
                public final class Calls {

                    private Calls() {}
                """);
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                java.append(call(path.getKey(), operation.getKey(), operation.getValue()));
            }
        }
        java.append("}\n");
        writeFile("dev.lastroom.client", "Calls", "import dev.lastroom.client.model.*;", java.toString());
    }

    private String call(String path, String method, JsonNode operation) throws IOException {
        String name = operation.path("operationId").asString();
        List<String> arguments = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<Part> query = new ArrayList<>();
        boolean keyed = false;
        for (JsonNode given : operation.path("parameters")) {
            JsonNode parameter = given.has("$ref")
                    ? document.at(given.path("$ref").asString().substring(1))
                    : given;
            String parameterName = parameter.path("name").asString();
            String type = type("", parameterName, parameter.path("schema"), new StringBuilder());
            switch (parameter.path("in").asString()) {
                case "path" -> {
                    arguments.add(type + " " + parameterName);
                    values.add(parameterName);
                }
                case "query" ->
                    query.add(new Part(
                            parameterName, type, parameter.path("required").asBoolean(false), false, text(parameter)));
                default -> keyed |= parameterName.equals("Idempotency-Key");
            }
        }
        JsonNode contents = operation.path("requestBody").path("content");
        String sentType =
                contents.has("application/merge-patch+json") ? "application/merge-patch+json" : "application/json";
        String body = contents.has(sentType) ? refOf(contents.path(sentType).path("schema")) : "";
        boolean bodyRequired = operation.path("requestBody").path("required").asBoolean(false);

        boolean asRecord = query.stream().anyMatch(part -> !part.required);
        String queryType = capital(name) + "Query";
        String queryValue = query.isEmpty() ? "Map.of()" : "query";
        StringBuilder before = new StringBuilder();
        if (asRecord) {
            writeFile(
                    "dev.lastroom.client.model",
                    queryType,
                    "",
                    record(queryType, "What {@code " + name + "} asks for.", query, List.of(), asMap(query), true));
            queryValue = "query.parameters()";
        } else if (!query.isEmpty()) {
            query.forEach(part -> arguments.add(part.type + " " + part.name));
            queryValue = query.stream()
                    .map(part -> "\"%1$s\", %1$s.toString()".formatted(part.name))
                    .collect(Collectors.joining(", ", "Map.of(", ")"));
        }
        List<String> least = new ArrayList<>(arguments);
        List<String> defaults = new ArrayList<>(
                arguments.stream().map(argument -> argument.split(" ")[1]).toList());
        if (asRecord) {
            arguments.add(queryType + " query");
            if (query.stream().noneMatch(Part::required)) {
                defaults.add(queryType + ".of()");
            } else {
                least.add(queryType + " query");
                defaults.add("query");
            }
        }
        String given = "null";
        if (!body.isEmpty()) {
            arguments.add(body + " request");
            given = "request";
            if (bodyRequired) {
                least.add(body + " request");
                defaults.add("request");
            } else {
                defaults.add(body + ".of()");
            }
        }
        String answer = answer(name, operation);
        boolean streamed = STREAMED.containsKey(name);
        String kind = streamed ? "StreamCall<" + answer + ">" : "Call<" + answer + ">";
        StringBuilder make = new StringBuilder();
        if (streamed) {
            make.append("new StreamCall<>(Call.of(\"GET\", ")
                    .append(target(path, values))
                    .append(", ")
                    .append(queryValue)
                    .append(", String.class), ")
                    .append(answer)
                    .append(".class)");
        } else {
            make.append("Call.of(\"%s\", %s, %s, %s.class)"
                    .formatted(method.toUpperCase(Locale.ROOT), target(path, values), queryValue, answer));
            if (!body.isEmpty()) {
                make.append(".withBody(%s, \"%s\")"
                        .formatted(body.equals("BatchRequest") ? "Keys.in(request)" : given, sentType));
            }
            if (keyed) {
                String own =
                        !body.isEmpty() && schemas.path(body).path("properties").has(KEY)
                                ? "request." + KEY + "()"
                                : "null";
                make.append(".keyed(").append(own).append(")");
            }
            if (body.equals("BatchRequest")) {
                make.append(".repeatable()");
            }
            String cursor = query.stream().anyMatch(part -> part.name.equals("cursor"))
                    ? "cursor"
                    : isRecord(answer)
                                    && !page(parts(answer, schemas.path(answer), new StringBuilder()))
                                            .isEmpty()
                            ? "after"
                            : "";
            if (!cursor.isEmpty()) {
                make.append(".paged(\"").append(cursor).append("\")");
            }
        }
        String text = text(operation);
        before.append(method(kind, name, arguments, make.toString(), text));
        if (least.size() < arguments.size()) {
            before.append(method(kind, name, least, name + "(" + String.join(", ", defaults) + ")", text));
        }
        return before.toString();
    }

    private static String method(String kind, String name, List<String> arguments, String value, String text) {
        return """

                    /** %s */
                    public static %s %s(%s) {
                        return %s;
                    }
                """.formatted(text, kind, name, String.join(", ", arguments), value);
    }

    private String answer(String name, JsonNode operation) {
        if (STREAMED.containsKey(name)) {
            return STREAMED.get(name);
        }
        JsonNode content = operation.path("responses").path("200").path("content");
        JsonNode json = content.path("application/json").path("schema");
        return json.has("$ref") ? refOf(json) : json.isMissingNode() ? "String" : "JsonNode";
    }

    private static String target(String path, List<String> values) {
        String java = "\"" + path + "\"";
        for (String value : values) {
            java = java.replace("{" + value + "}", "\" + Call.segment(" + value + ") + \"");
        }
        return java.replace(" + \"\"", "");
    }

    private static String asMap(List<Part> query) {
        return """

                    /** Returns what is set, as the URL has it. */
                    public Map<String, String> parameters() {
                        Map<String, String> parameters = new LinkedHashMap<>();
                %s        return parameters;
                    }
                """.formatted(query.stream().map(ClientGenerator::put).collect(Collectors.joining()));
    }

    private static String put(Part part) {
        String put = "parameters.put(\"%1$s\", String.valueOf(%1$s));\n".formatted(part.name);
        return part.required
                ? "        " + put
                : "        if (%s != null) {\n            %s        }\n".formatted(part.name, put);
    }

    private void writeFile(String pack, String name, String more, String java) throws IOException {
        Path file = folder.resolve(pack.replace('.', '/')).resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, HEAD.formatted(pack, more) + java);
    }

    private static String refOf(JsonNode schema) {
        String ref = schema.path("$ref").asString("");
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    /** The description, as Javadoc. */
    private static String text(JsonNode schema) {
        String text = schema.path("description").asString(schema.path("summary").asString(""));
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\", "&#92;")
                .replaceAll("`([^`{}]*)`", "{@code $1}")
                .replace("{@code", "\u0000")
                .replace("{@", "{&#64;")
                .replace("\u0000", "{@code")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String constant(String value) {
        return value.replaceAll("([a-z])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]", "_")
                .toUpperCase(Locale.ROOT);
    }

    private static String boxed(String type) {
        return switch (type) {
            case "int" -> "Integer";
            case "long" -> "Long";
            case "boolean" -> "Boolean";
            default -> type;
        };
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
