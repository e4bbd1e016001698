package dev.lastroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The client covers the whole OpenAPI document, which this test reads in its own way. */
class CoverageTest {

    /** Schemas that have no type of their own in Java. */
    private static final Map<String, String> PLAIN =
            Map.of("EventId", "String", "NextCursor", "String", "RuleValue", "JsonNode");

    /** Headers that the client sets on each call, or that {@link Call} has a method for. */
    private static final Set<String> HEADERS =
            Set.of("Idempotency-Key", "If-Match", "If-None-Match", "X-Request-Id", "Last-Event-ID");

    private final JsonNode document = document();
    private final JsonNode schemas = document.at("/components/schemas");

    @Test
    void eachOperationHasACall() {
        Set<String> operations = document.path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .map(operation -> operation.path("operationId").asString())
                .collect(Collectors.toCollection(LinkedHashSet::new));

        Set<String> calls = Arrays.stream(Calls.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .collect(Collectors.toSet());

        assertThat(operations).hasSizeGreaterThan(50);
        assertThat(calls).isEqualTo(operations);
    }

    @Test
    void eachParameterCanBeGiven() {
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    String id = operation.path("operationId").asString();
                    Method fullest = Arrays.stream(Calls.class.getDeclaredMethods())
                            .filter(method -> method.getName().equals(id))
                            .max((a, b) -> Integer.compare(a.getParameterCount(), b.getParameterCount()))
                            .orElseThrow();
                    Set<String> query = new LinkedHashSet<>();
                    int inPath = 0;
                    for (JsonNode given : operation.path("parameters")) {
                        JsonNode parameter = given.has("$ref")
                                ? document.at(given.path("$ref").asString().substring(1))
                                : given;
                        String name = parameter.path("name").asString();
                        switch (parameter.path("in").asString()) {
                            case "path" -> inPath++;
                            case "query" -> query.add(name);
                            default -> assertThat(HEADERS).as(id).contains(name);
                        }
                    }
                    int body = operation.has("requestBody") ? 1 : 0;
                    Set<String> asRecord = Arrays.stream(fullest.getParameterTypes())
                            .filter(type -> type.getSimpleName().endsWith("Query"))
                            .flatMap(type -> components(type).stream())
                            .collect(Collectors.toSet());
                    if (asRecord.isEmpty()) {
                        assertThat(fullest.getParameterCount()).as(id).isEqualTo(inPath + query.size() + body);
                    } else {
                        assertThat(asRecord).as(id).isEqualTo(query);
                        assertThat(fullest.getParameterCount()).as(id).isEqualTo(inPath + 1 + body);
                    }
                }));
    }

    @Test
    void eachSchemaHasATypeWithAllItsFields() {
        for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
            String name = schema.getKey();
            if (PLAIN.containsKey(name)) {
                assertThat(schema.getValue().has("properties")).as(name).isFalse();
            } else if (name.equals("BatchResult")) {
                assertThat(type(name).isSealed()).isTrue();
            } else if (schema.getValue().has("enum")) {
                List<String> values = schema.getValue()
                        .path("enum")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
                assertThat(Arrays.stream(type(name).getEnumConstants()).map(Object::toString))
                        .as(name)
                        .containsAll(values)
                        .hasSize(values.size() + 1);
            } else {
                covers(name, type(name), schema.getValue());
            }
        }
    }

    /** Checks a record, and those that are written inside its schema. */
    private void covers(String name, Class<?> type, JsonNode schema) {
        Map<String, JsonNode> properties = properties(schema);
        assertThat(type.isRecord()).as(name).isTrue();
        assertThat(components(type)).as(name).isEqualTo(properties.keySet());
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode property = Objects.requireNonNull(properties.get(component.getName()));
            JsonNode inner = property.has("items") ? property.path("items") : property;
            if (!inner.has("$ref") && (inner.has("properties") || inner.has("allOf"))) {
                String nested = component.getGenericType().getTypeName().replaceAll("^java.util.List<(.*)>$", "$1");
                covers(name + "." + component.getName(), classOf(nested), inner);
            }
        }
    }

    private Map<String, JsonNode> properties(JsonNode schema) {
        Map<String, JsonNode> properties = new HashMap<>();
        if (schema.has("$ref")) {
            properties.putAll(
                    properties(document.at(schema.path("$ref").asString().substring(1))));
        }
        schema.path("allOf").forEach(part -> properties.putAll(properties(part)));
        schema.path("properties").properties().forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
        return properties;
    }

    private static Set<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    private static Class<?> type(String name) {
        return classOf("dev.lastroom.client.model." + name);
    }

    private static Class<?> classOf(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no type for a schema", e);
        }
    }

    private static JsonNode document() {
        try (InputStream in = CoverageTest.class.getResourceAsStream("/web/openapi.json")) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
