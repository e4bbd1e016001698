package dev.lastroom.server.http;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object, read strictly: no conversions between types and no unknown fields. Null means the same
 * as absent. Every method throws {@link ProblemException} naming the field that is wrong.
 */
public final class JsonFields {

    private final JsonNode object;
    private final String path;

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** Reads the fields of {@code node}, named {@code name} in problems. Only {@code known} fields are allowed. */
    public static JsonFields of(JsonNode node, String name, List<String> known) {
        return read(node, name, "", known);
    }

    private static JsonFields read(JsonNode node, String name, String path, List<String> known) {
        if (!node.isObject()) {
            throw Problem.invalid(name, "must be a JSON object").exception();
        }
        for (String field : node.propertyNames()) {
            if (!known.contains(field)) {
                throw Problem.invalid(path + field, "is not a known field").exception();
            }
        }
        return new JsonFields(node, path);
    }

    /** Reads a string as the value that {@code parse} makes of it. */
    public <T> T text(String field, Function<String, T> parse) {
        return required(field, optionalText(field, parse));
    }

    public <T> @Nullable T optionalText(String field, Function<String, T> parse) {
        JsonNode node = find(field);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            throw Problem.invalid(path + field, "must be a string").exception();
        }
        return Checks.checked(path + field, () -> parse.apply(node.stringValue()));
    }

    public LocalDate date(String field) {
        return text(field, Checks::date);
    }

    /** Reads an integer as the value that {@code check} returns. */
    public long integer(String field, Function<Long, Long> check) {
        return required(field, optionalInteger(field, check));
    }

    @Nullable
    public Long optionalInteger(String field, Function<Long, Long> check) {
        JsonNode node = find(field);
        if (node == null) {
            return null;
        }
        // 1.0 is not an integer here: money and rooms are counted, not measured.
        if (!node.isIntegralNumber()) {
            throw Problem.invalid(path + field, "must be an integer").exception();
        }
        if (!node.canConvertToLong()) {
            throw Problem.invalid(path + field, "must fit in 64 bits").exception();
        }
        return Checks.checked(path + field, () -> check.apply(node.longValue()));
    }

    @Nullable
    public Boolean optionalBoolean(String field) {
        JsonNode node = find(field);
        if (node != null && !node.isBoolean()) {
            throw Problem.invalid(path + field, "must be true or false").exception();
        }
        return node == null ? null : node.booleanValue();
    }

    /** Reads a 32-bit integer that {@code check} allows. */
    @Nullable
    public Integer optionalInt(String field, IntUnaryOperator check) {
        Long value = optionalInteger(field, v -> (long) check.applyAsInt(Math.clamp(v, -1, Integer.MAX_VALUE)));
        return value == null ? null : value.intValue();
    }

    /** Reads a list with elements of any type. */
    public List<JsonNode> list(String field) {
        JsonNode node = required(field, find(field));
        if (!node.isArray()) {
            throw Problem.invalid(path + field, "must be a list").exception();
        }
        return node.valueStream().toList();
    }

    /** Reads a list of strings, each as {@code check} returns it; empty if absent. */
    public List<String> texts(String field, UnaryOperator<String> check) {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : optionalList(field)) {
            String name = path + field + "[" + texts.size() + "]";
            if (!node.isString()) {
                throw Problem.invalid(name, "must be a string").exception();
            }
            texts.add(Checks.checked(name, () -> check.apply(node.stringValue())));
        }
        return texts;
    }

    /** Reads a list as {@link #texts}, but null if absent. */
    @Nullable
    public List<String> optionalTexts(String field, UnaryOperator<String> check) {
        return find(field) == null ? null : texts(field, check);
    }

    /** Reads a list of objects with {@code known} fields only; empty if absent. */
    public List<JsonFields> objects(String field, List<String> known) {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode node : optionalList(field)) {
            String name = path + field + "[" + objects.size() + "]";
            objects.add(read(node, name, name + ".", known));
        }
        return objects;
    }

    /** Reads an object with {@code known} fields only; null if absent. */
    @Nullable
    public JsonFields optionalObject(String field, List<String> known) {
        JsonNode node = find(field);
        return node == null ? null : read(node, path + field, path + field + ".", known);
    }

    /** Returns the name of a field with its place in the body. */
    public String nameOf(String field) {
        return path + field;
    }

    private List<JsonNode> optionalList(String field) {
        return find(field) == null ? List.of() : list(field);
    }

    private @Nullable JsonNode find(String field) {
        JsonNode node = object.get(field);
        return node == null || node.isNull() ? null : node;
    }

    private <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw Problem.invalid(path + field, "is required").exception();
        }
        return value;
    }
}
