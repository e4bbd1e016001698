package dev.lastroom.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.lastroom.server.testing.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document as the service serves it, and a judge that checks answers against it. */
final class OpenApiDocument {

    private static final String URI = "https://lastroom.example/openapi.json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final JsonNode root;
    private final SchemaRegistry schemas;
    private final Map<String, Schema> compiled = new HashMap<>();

    /** The operations whose answers were judged, such as {@code GET /v1/bookings}. */
    final Set<String> judged = new TreeSet<>();

    OpenApiDocument(String text) {
        root = MAPPER.readTree(text);
        SchemaRegistryConfig formatsCount =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(formatsCount).schemas(Map.of(URI, text)));
    }

    /** Returns a part of the document, by field names. */
    JsonNode at(String... names) {
        return root.at(pointer(names));
    }

    /** Returns all operations, such as {@code GET /v1/bookings}. */
    Set<String> operations() {
        Set<String> all = new TreeSet<>();
        at("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return all;
    }

    JsonNode operation(String operation) {
        String[] part = operation.split(" ", 2);
        return at("paths", part[1], part[0].toLowerCase(Locale.ROOT));
    }

    /** Checks that the document describes this answer to {@code operation}: status, type, headers and every field. */
    Reply describes(String operation, Reply reply) {
        judged.add(operation);
        String[] part = operation.split(" ", 2);
        String at = pointer("paths", part[1], part[0].toLowerCase(Locale.ROOT), "responses", "" + reply.status());
        String response = resolve(at);
        assertThat(root.at(response).isMissingNode())
                .as("%s answers %s", operation, reply.status())
                .isFalse();

        root.at(response).path("headers").properties().forEach(header -> {
            boolean required = root.at(resolve(response + pointer("headers", header.getKey())))
                    .path("required")
                    .asBoolean();
            assertThat(!required || !reply.header(header.getKey()).isEmpty())
                    .as(header.getKey())
                    .isTrue();
        });

        String type = reply.header("Content-Type").replaceAll(";.*", "");
        JsonNode content = root.at(response + pointer("content", type));
        assertThat(content.isMissingNode())
                .as("%s %s is answered as %s", operation, reply.status(), type)
                .isFalse();
        if (type.endsWith("json")) {
            assertThat(errors(response + pointer("content", type, "schema"), reply.json()))
                    .as(reply.text())
                    .isEmpty();
        }
        if (reply.status() >= 400) {
            assertThat(content.get("examples").propertyNames()).contains(reply.at("/error"));
        }
        return reply;
    }

    /** Returns the errors of {@code instance} against the schema at a pointer. An unknown field is an error too. */
    List<String> errors(String pointer, JsonNode instance) {
        return compiled.computeIfAbsent(pointer, this::compile).validate(instance).stream()
                .map(Object::toString)
                .toList();
    }

    private Schema compile(String pointer) {
        ObjectNode strict = MAPPER.createObjectNode().put("$ref", URI + "#" + pointer);
        return schemas.getSchema(strict.put("unevaluatedProperties", false));
    }

    /** Returns the errors of every example in the document against its own schema. */
    List<String> errorsOfExamples() {
        List<String> errors = new ArrayList<>();
        examplesBelow("", root, errors);
        return errors;
    }

    private void examplesBelow(String pointer, JsonNode node, List<String> errors) {
        if (node.has("schema") && node.has("examples")) {
            node.get("examples").propertyNames().forEach(name -> {
                JsonNode example = root.at(resolve(pointer + pointer("examples", name)));
                errors(pointer + "/schema", example.get("value"))
                        .forEach(error -> errors.add(pointer + " " + name + ": " + error));
            });
            return;
        }
        node.properties().forEach(child -> examplesBelow(pointer + pointer(child.getKey()), child.getValue(), errors));
    }

    /** Follows the reference at {@code pointer}, if there is one. */
    private String resolve(String pointer) {
        JsonNode reference = root.at(pointer).path("$ref");
        return reference.isString() ? reference.stringValue().substring(1) : pointer;
    }

    private static String pointer(String... names) {
        StringBuilder pointer = new StringBuilder();
        for (String name : names) {
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
