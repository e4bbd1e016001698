package dev.lastroom.store.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conditions and the order of a list, which are known only at run time. Their texts are literals of the callers;
 * values are parameters. The list has an index of some columns and the id. The other conditions are checked on the rows
 * that the index finds.
 *
 * <p>A column that must have one value is queried as a range of that value and is part of the order. As an equality it
 * would drop out of the order, and PostgreSQL would rather read all rows in the order of their ids, which is the order
 * of the table, until enough match.
 */
final class Where {

    private final boolean newestFirst;
    private final List<Object> after;
    private final List<String> columns = new ArrayList<>();
    private final List<String> inRange = new ArrayList<>();
    private final List<Object> parametersInRange = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();
    private final List<Object> parametersOfRest = new ArrayList<>();

    /**
     * Starts the conditions of a page of a list in the order of its ids.
     *
     * @param after the id after which the page begins; null for the first page
     */
    Where(boolean newestFirst, @Nullable Object after) {
        this.newestFirst = newestFirst;
        this.after = after == null ? new ArrayList<>() : new ArrayList<>(List.of(after));
    }

    /**
     * Starts the conditions of a page of a list in the order of some columns and the id.
     *
     * @param after the values of the columns and of the id after which the page begins; empty for the first page
     */
    Where(List<String> columns, List<Object> after) {
        this.newestFirst = false;
        this.after = after;
        this.columns.addAll(columns);
    }

    /** Adds a condition on a column that has an index with the id; the first one added uses its index. */
    void by(String sql, Object wanted) {
        if (!columns.isEmpty()) {
            and(sql + " = ?", wanted);
            return;
        }
        columns.add(sql);
        if (after.isEmpty()) {
            inRange(sql + " >= ?", wanted);
            inRange(sql + " <= ?", wanted);
        } else {
            inRange(sql + (newestFirst ? " >= ?" : " <= ?"), wanted);
            after.addFirst(wanted);
        }
    }

    /** Adds a condition on a column of the index. */
    void inRange(String condition, Object parameter) {
        inRange.add(condition);
        parametersInRange.add(parameter);
    }

    /** Adds a condition without an index. */
    void and(String condition, Object parameter) {
        rest.add(condition);
        parametersOfRest.add(parameter);
    }

    /** The columns of the order. */
    String names() {
        return Stream.concat(columns.stream(), Stream.of("id")).collect(Collectors.joining(", "));
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
        if (after.isEmpty()) {
            return inRange;
        }
        String beyond = newestFirst ? " < " : " > ";
        String place = columns.isEmpty()
                ? "id" + beyond + "?"
                : "(" + String.join(", ", columns) + ", id)" + beyond + "("
                        + String.join(", ", Collections.nCopies(after.size(), "?")) + ")";
        return Stream.concat(inRange.stream(), Stream.of(place)).toList();
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
        return Stream.concat(columns.stream(), Stream.of("id"))
                .map(column -> column + direction)
                .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    /** Returns the parameters of {@link #served()}, then {@code last}. */
    Object[] parameters(Object last) {
        List<Object> all = servedParameters();
        all.add(last);
        return all.toArray();
    }

    private List<Object> servedParameters() {
        List<Object> all = new ArrayList<>(parametersInRange);
        all.addAll(after);
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
