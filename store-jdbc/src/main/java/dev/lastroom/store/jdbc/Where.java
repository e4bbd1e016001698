package dev.lastroom.store.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conditions and the order of a list, which are known only at run time. Their texts are literals of the callers;
 * values are parameters. The list has an index on one column and the id. The other conditions are checked on the rows
 * that the index finds.
 *
 * <p>The column is queried as a range of one value and is part of the order. As an equality it would drop out of the
 * order, and PostgreSQL would rather read all rows in the order of their ids, which is the order of the table, until
 * enough match.
 */
final class Where {

    private final boolean newestFirst;
    private final @Nullable Object after;
    private @Nullable String column;
    private @Nullable Object value;
    private final List<String> rest = new ArrayList<>();
    private final List<Object> parametersOfRest = new ArrayList<>();

    /**
     * Starts the conditions of a page.
     *
     * @param after the id after which the page begins; null for the first page
     */
    Where(boolean newestFirst, @Nullable Object after) {
        this.newestFirst = newestFirst;
        this.after = after;
    }

    /** Adds a condition on a column that has an index with the id; the first one added uses its index. */
    void by(String sql, Object wanted) {
        if (column == null) {
            column = sql;
            value = wanted;
        } else {
            and(sql + " = ?", wanted);
        }
    }

    /** Adds a condition without an index. */
    void and(String condition, Object parameter) {
        rest.add(condition);
        parametersOfRest.add(parameter);
    }

    /** Whether the index serves all conditions. */
    boolean isServed() {
        return rest.isEmpty();
    }

    /** The conditions that the index serves. */
    String served() {
        return sql(servedConditions());
    }

    private List<String> servedConditions() {
        String beyond = newestFirst ? " < " : " > ";
        if (column == null) {
            return after == null ? List.of() : List.of("id" + beyond + "?");
        }
        if (after == null) {
            return List.of(column + " >= ?", column + " <= ?");
        }
        return List.of(column + (newestFirst ? " >= ?" : " <= ?"), "(" + column + ", id)" + beyond + "(?, ?)");
    }

    /** The conditions that the index does not serve. */
    String rest() {
        return sql(rest);
    }

    /** All conditions. */
    String all() {
        return sql(Stream.concat(servedConditions().stream(), rest.stream()).toList());
    }

    private static String sql(List<String> conditions) {
        return conditions.isEmpty() ? "" : conditions.stream().collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    /** The order of the list and of the index. */
    String order() {
        String direction = newestFirst ? " DESC" : "";
        return " ORDER BY " + (column == null ? "" : column + direction + ", ") + "id" + direction;
    }

    /** Returns the parameters of {@link #served()}, then {@code last}. */
    Object[] parameters(Object last) {
        List<Object> all = servedParameters();
        all.add(last);
        return all.toArray();
    }

    private List<Object> servedParameters() {
        List<Object> all = new ArrayList<>();
        if (value != null) {
            all.add(value);
            all.add(value);
        }
        if (after != null) {
            all.add(after);
        }
        return all;
    }

    /** Returns the parameters of {@link #all()}, then {@code last}. */
    Object[] parametersOfAll(Object last) {
        List<Object> all = servedParameters();
        all.addAll(parametersOfRest);
        all.add(last);
        return all.toArray();
    }

    /**
     * Returns the parameters of {@link #served()}, {@code lookAt}, the parameters of {@link #rest()}, and {@code
     * limit}.
     */
    Object[] parametersAmong(int lookAt, int limit) {
        List<Object> all = servedParameters();
        all.add(lookAt);
        all.addAll(parametersOfRest);
        all.add(limit);
        return all.toArray();
    }
}
