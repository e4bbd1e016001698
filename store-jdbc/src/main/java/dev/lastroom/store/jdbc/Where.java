package dev.lastroom.store.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conditions and the order of a list, which are known only at run time. Their texts are literals of the callers; values are
 * parameters. For one column the list has an index of that column and the id; the other conditions are asked of the rows to
 * which it leads.
 *
 * <p>The one column is asked for as a range of one value, and is a part of the order: said to be equal, it would be none, and
 * PostgreSQL would rather read all rows in the order of their ids, which lie in the order of the table, until some fit.
 */
final class Where {

    private final boolean newestFirst;
    private final @Nullable Object after;
    private @Nullable String column;
    private @Nullable Object value;
    private final List<String> rest = new ArrayList<>();
    private final List<Object> parametersOfRest = new ArrayList<>();

    /** @param after the id behind which the page begins; null for the first page */
    Where(boolean newestFirst, @Nullable Object after) {
        this.newestFirst = newestFirst;
        this.after = after;
    }

    /** A column with an index of it and the id; the first that is named leads. */
    void by(String sql, Object wanted) {
        if (column == null) {
            column = sql;
            value = wanted;
        } else {
            and(sql + " = ?", wanted);
        }
    }

    /** A condition that has no index. */
    void and(String condition, Object parameter) {
        rest.add(condition);
        parametersOfRest.add(parameter);
    }

    /** Whether the index serves all of it. */
    boolean isServed() {
        return rest.isEmpty();
    }

    /** What the index serves. */
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

    /** What it does not serve. */
    String rest() {
        return sql(rest);
    }

    /** Both. */
    String all() {
        return sql(Stream.concat(servedConditions().stream(), rest.stream()).toList());
    }

    private static String sql(List<String> conditions) {
        return conditions.isEmpty() ? "" : conditions.stream().collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    /** The order of the list, and of the index. */
    String order() {
        String direction = newestFirst ? " DESC" : "";
        return " ORDER BY " + (column == null ? "" : column + direction + ", ") + "id" + direction;
    }

    /** The parameters of {@link #served()} and then another. */
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

    /** The parameters of {@link #all()} and then another. */
    Object[] parametersOfAll(Object last) {
        List<Object> all = servedParameters();
        all.addAll(parametersOfRest);
        all.add(last);
        return all.toArray();
    }

    /** The parameters of {@link #served()}, how many rows it may give, those of {@link #rest()}, and how many that may. */
    Object[] parametersAmong(int lookAt, int limit) {
        List<Object> all = servedParameters();
        all.add(lookAt);
        all.addAll(parametersOfRest);
        all.add(limit);
        return all.toArray();
    }
}
