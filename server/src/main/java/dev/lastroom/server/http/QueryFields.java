package dev.lastroom.server.http;

import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request, read strictly: none unknown, none twice. Every method throws
 * {@link ProblemException} naming the parameter that is wrong.
 */
public final class QueryFields {

    private static final String QUERY = "query";

    private final Map<String, List<String>> query;

    private QueryFields(Map<String, List<String>> query) {
        this.query = query;
    }

    /** Reads a query as it was sent. Only {@code known} parameters are allowed. */
    public static QueryFields of(String sent, List<String> known) {
        Map<String, List<String>> query = sent.isEmpty() ? Map.of() : parse(sent);
        query.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw Problem.invalid(name, "is not a known query parameter").exception();
            }
            if (values.size() != 1) {
                throw Problem.invalid(name, "must be given once, with a value").exception();
            }
        });
        return new QueryFields(query);
    }

    private static Map<String, List<String>> parse(String sent) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : sent.split("&", 0)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            List<String> values = query.computeIfAbsent(name, _ -> new ArrayList<>());
            if (equals >= 0) {
                values.add(decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return Target.decoded(QUERY, text.replace('+', ' '), true);
    }

    public <T> T text(String name, Function<String, T> parse) {
        T value = optionalText(name, parse);
        if (value == null) {
            throw Problem.invalid(name, "is required").exception();
        }
        return value;
    }

    public <T> @Nullable T optionalText(String name, Function<String, T> parse) {
        List<String> values = query.get(name);
        return values == null ? null : Checks.checked(name, () -> parse.apply(values.getFirst()));
    }

    public LocalDate date(String name) {
        return text(name, Checks::date);
    }

    @Nullable
    public LocalDate optionalDate(String name) {
        return optionalText(name, Checks::date);
    }

    /** Reads an integer from {@code min} to {@code max}; {@code otherwise} if absent. */
    public int integer(String name, int min, int max, int otherwise) {
        Integer value = optionalInteger(name, min, max);
        return value == null ? otherwise : value;
    }

    @Nullable
    public Integer optionalInteger(String name, int min, int max) {
        return optionalText(name, text -> number(text, min, max));
    }

    private static int number(String text, int min, int max) {
        // Integer.parseInt alone also accepts +5 and digits of other scripts.
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            throw new IllegalArgumentException("must be an integer from " + min + " to " + max);
        }
        return Integer.parseInt(text);
    }

    /** Reads {@code true} or {@code false}; false if absent. */
    public boolean flag(String name) {
        Boolean value = optionalText(name, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        });
        return value != null && value;
    }

    /** Reads which page is wanted, from {@code limit} and {@code cursor}. */
    public PageRequest page() {
        int limit = integer("limit", 1, Page.LIMIT_MAX, Page.LIMIT_DEFAULT);
        return new PageRequest(limit, optionalText("cursor", Function.identity()));
    }
}
