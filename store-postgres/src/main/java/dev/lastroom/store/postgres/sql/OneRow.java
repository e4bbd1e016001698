package dev.lastroom.store.postgres.sql;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Statements for one row. PostgreSQL sets up and clears a function scan for each array of an {@code unnest}, and a lone
 * booking sends forty arrays. Their first elements are constants of the plan, which then has neither a scan nor a join.
 * Thread-safe.
 */
final class OneRow {

    private static final Pattern UNNEST = Pattern.compile("unnest\\((\\?(?:, \\?)*)\\)");
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private OneRow() {}

    /** Returns the form of a statement that suits the number of rows of its arrays. */
    static String suit(String sql, @Nullable Object... parameters) {
        boolean hasArrays = false;
        for (Object parameter : parameters) {
            if (parameter instanceof ColumnArray array) {
                if (array.rows() != 1) {
                    return sql;
                }
                hasArrays = true;
            }
        }
        return hasArrays ? KNOWN.computeIfAbsent(sql, OneRow::withoutUnnest) : sql;
    }

    /** Replaces each {@code unnest(?, ?)} by a row of first elements. It needs an alias that names its columns. */
    static String withoutUnnest(String sql) {
        return UNNEST.matcher(sql).replaceAll(unnest -> {
            int columns = unnest.group(1).split(", ").length;
            return "(SELECT " + String.join(", ", Collections.nCopies(columns, "(?)[1]")) + ")";
        });
    }
}
