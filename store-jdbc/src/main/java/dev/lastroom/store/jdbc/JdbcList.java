package dev.lastroom.store.jdbc;

import dev.lastroom.engine.booking.Uuids;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import java.sql.ResultSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list in the order of its ids, read a page at a time through an index in this order, so nothing is sorted.
 * Conditions without an index are checked on {@link Page#LOOK_AT} rows a page, however few of them match. Thread-safe.
 */
final class JdbcList<T> {

    private final Queries queries;
    private final ColumnForms columns;
    private final String sql;
    private final boolean newestFirst;
    private final Sql.Function<ResultSet, T> mapper;
    private final Function<T, UUID> id;

    /**
     * Makes a list.
     *
     * @param sql the source of the rows, such as {@code FROM booking}
     */
    JdbcList(
            Queries queries,
            ColumnForms columns,
            String sql,
            boolean newestFirst,
            Sql.Function<ResultSet, T> mapper,
            Function<T, UUID> id) {
        this.queries = queries;
        this.columns = columns;
        this.sql = sql;
        this.newestFirst = newestFirst;
        this.mapper = mapper;
        this.id = id;
    }

    /** Returns the initial conditions of a page. */
    Where where(PageRequest page) {
        return new Where(newestFirst, page.after() == null ? null : Uuids.parse(page.after()));
    }

    Page<T> page(Where where, PageRequest page) {
        int oneMore = page.limit() + 1;
        if (where.isServed()) {
            List<T> found = queries.query(
                    "SELECT * " + sql + where.served() + where.order() + " LIMIT ?", mapper, where.parameters(oneMore));
            return Page.of(found, page.limit(), this::cursor);
        }
        List<T> found = queries.query(
                "SELECT * FROM (SELECT * " + sql + where.served() + where.order() + " LIMIT ?) looked_at" + where.rest()
                        + where.order() + " LIMIT ?",
                mapper,
                where.parametersAmong(Page.LOOK_AT, oneMore));
        return found.size() == oneMore
                ? Page.of(found, page.limit(), this::cursor)
                : new Page<>(found, goOnAfter(where, found));
    }

    private String cursor(T item) {
        return id.apply(item).toString();
    }

    /**
     * Returns the id where the search stopped; null at the end of the list. Rows added since the first statement may
     * put this statement's stop before the first one's. Then the next page starts after the last item found, so that
     * none is found twice.
     */
    private @Nullable String goOnAfter(Where where, List<T> found) {
        List<UUID> lastLookedAt = queries.query(
                "SELECT id " + sql + where.served() + where.order() + " LIMIT 1 OFFSET ?",
                row -> Objects.requireNonNull(columns.uuid(row, "id")),
                where.parameters(Page.LOOK_AT - 1));
        if (lastLookedAt.isEmpty()) {
            return null;
        }
        UUID end = lastLookedAt.getFirst();
        if (found.isEmpty()) {
            return end.toString();
        }
        UUID last = id.apply(found.getLast());
        int order = Uuids.compare(last, end);
        boolean lastIsBeyond = newestFirst ? order < 0 : order > 0;
        return (lastIsBeyond ? last : end).toString();
    }
}
