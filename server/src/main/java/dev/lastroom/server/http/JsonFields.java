package dev.lastroom.server.http;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object, read strictly: no conversions between types and no unknown fields. Null means the same
 * as absent. Every method throws {@link ProblemException} naming the field that is wrong, or, in {@link #all}, every
 * one.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // what stands for a wrong field is of its type
public final class JsonFields {

    private final JsonNode object;
    private final String path;

    /** The faults found so far; null where the first ends the reading. */
    private final @Nullable List<Problem> faults;

    private JsonFields(JsonNode object, String path, @Nullable List<Problem> faults) {
        this.object = object;
        this.path = path;
        this.faults = faults;
    }

    /** Reads the fields of {@code node}, named {@code name} in problems. Only {@code known} fields are allowed. */
    public static JsonFields of(JsonNode node, String name, List<String> known) {
        JsonFields fields = fields(node, name, null);
        fields.refuseOthers(known);
        return fields;
    }

    /**
     * Reads all fields of a value, as {@link #of} does. If any are wrong, one problem names them, up to
     * {@link Problem#FAULTS_MAX}.
     *
     * @param read reads each field, and returns what makes the value. A field that is wrong is null to it, or 0, and
     *     then nothing is made.
     */
    public static <T> T all(JsonNode node, String name, List<String> known, Function<JsonFields, Supplier<T>> read) {
        List<Problem> found = new ArrayList<>();
        JsonFields fields = fields(node, name, found);
        fields.refuseOthers(known);
        Supplier<T> make = read.apply(fields);
        if (!found.isEmpty()) {
            throw Problem.all(found).exception();
        }
        return make.get();
    }

    private static JsonFields fields(JsonNode node, String name, @Nullable List<Problem> faults) {
        if (!node.isObject()) {
            throw Problem.invalid(name, "must be a JSON object").exception();
        }
        return new JsonFields(node, "", faults);
    }

    private void refuseOthers(List<String> known) {
        for (String field : object.propertyNames()) {
            if (!known.contains(field)) {
                Object _ = wrong(Problem.invalid(path + field, "is not a known field"));
            }
        }
    }

    /** Makes a value of fields that were read, unless one of them is wrong. A fault is the first one's. */
    public <T> T made(Supplier<T> make, String... fields) {
        if (faults != null) {
            for (String field : fields) {
                if (faults.stream().anyMatch(fault -> fault.isOf(path + field))) {
                    return nothing();
                }
            }
        }
        return checked(path + fields[0], make);
    }

    private <T> T checked(String field, Supplier<T> make) {
        try {
            return Checks.checked(field, make);
        } catch (ProblemException e) {
            return wrong(e.problem());
        }
    }

    /** Notes a fault, or ends the reading: at the first, or where there are more than one answer names. */
    public <T> T wrong(Problem fault) {
        if (faults == null) {
            throw fault.exception();
        }
        faults.add(fault);
        if (faults.size() > Problem.FAULTS_MAX) {
            throw Problem.all(faults).exception();
        }
        return nothing();
    }

    /** What is read in place of a wrong field. No value is made of it. */
    @SuppressWarnings("NullAway")
    private static <T> T nothing() {
        return null;
    }

    /** Reads a string as the value that {@code parse} makes of it. */
    public <T> T text(String field, Function<String, T> parse) {
        JsonNode node = find(field);
        return node == null ? missing(field) : text(path + field, node, parse);
    }

    public <T> @Nullable T optionalText(String field, Function<String, T> parse) {
        JsonNode node = find(field);
        return node == null ? null : text(path + field, node, parse);
    }

    private <T> T text(String name, JsonNode node, Function<String, T> parse) {
        return node.isString()
                ? checked(name, () -> parse.apply(node.stringValue()))
                : wrong(Problem.invalid(name, "must be a string"));
    }

    public LocalDate date(String field) {
        return text(field, Checks::date);
    }

    /** Reads an integer as the value that {@code check} returns. */
    public long integer(String field, Function<Long, Long> check) {
        Long value = find(field) == null ? missing(field) : optionalInteger(field, check);
        return value == null ? 0 : value;
    }

    @Nullable
    public Long optionalInteger(String field, Function<Long, Long> check) {
        JsonNode node = find(field);
        if (node == null) {
            return null;
        }
        // 1.0 is not an integer here: money and rooms are counted, not measured.
        if (!node.isIntegralNumber()) {
            return wrong(Problem.invalid(path + field, "must be an integer"));
        }
        if (!node.canConvertToLong()) {
            return wrong(Problem.invalid(path + field, "must fit in 64 bits"));
        }
        return checked(path + field, () -> check.apply(node.longValue()));
    }

    @Nullable
    public Boolean optionalBoolean(String field) {
        JsonNode node = find(field);
        if (node != null && !node.isBoolean()) {
            return wrong(Problem.invalid(path + field, "must be true or false"));
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
        JsonNode node = find(field);
        if (node != null && node.isArray()) {
            return node.valueStream().toList();
        }
        List<JsonNode> _ = node == null ? missing(field) : wrong(Problem.invalid(path + field, "must be a list"));
        return List.of();
    }

    /** Reads a list of strings, each as {@code check} returns it; empty if absent. */
    public List<String> texts(String field, UnaryOperator<String> check) {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : optionalList(field)) {
            texts.add(text(path + field + "[" + texts.size() + "]", node, check));
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
        List<JsonNode> nodes = optionalList(field);
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> object(path + field + "[" + i + "]", nodes.get(i), known))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Reads an object with {@code known} fields only; null if absent. */
    @Nullable
    public JsonFields optionalObject(String field, List<String> known) {
        JsonNode node = find(field);
        return node == null ? null : object(path + field, node, known);
    }

    private @Nullable JsonFields object(String name, JsonNode node, List<String> known) {
        if (!node.isObject()) {
            return wrong(Problem.invalid(name, "must be a JSON object"));
        }
        JsonFields fields = new JsonFields(node, name + ".", faults);
        fields.refuseOthers(known);
        return fields;
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

    private <T> T missing(String field) {
        return wrong(Problem.invalid(path + field, "is required"));
    }
}
