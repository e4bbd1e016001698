package dev.lastroom.store.jdbc;

import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list in the order of its ids, or of some dates and its ids, read a page at a time through an index in this order,
 * so nothing is sorted. Conditions without an index are checked on {@link Page#LOOK_AT} rows a page, however few of
 * them match. Thread-safe.
 */
final class JdbcList<T> {

    private final Queries queries;
    private final ColumnForms columns;
    private final String sql;
    private final boolean newestFirst;
    private final List<String> dates;
    private final Sql.Function<ResultSet, T> mapper;
    private final Function<T, Place> place;

    private JdbcList(
            Queries queries,
            ColumnForms columns,
            String sql,
            boolean newestFirst,
            List<String> dates,
            Sql.Function<ResultSet, T> mapper,
            Function<T, Place> place) {
        this.queries = queries;
        this.columns = columns;
        this.sql = sql;
        this.newestFirst = newestFirst;
        this.dates = dates;
        this.mapper = mapper;
        this.place = place;
    }

    /**
     * Makes a list in the order of its ids.
     *
     * @param sql the source of the rows, such as {@code FROM booking}
     */
    static <T> JdbcList<T> byId(
            Queries queries,
            ColumnForms columns,
            String sql,
            boolean newestFirst,
            Sql.Function<ResultSet, T> mapper,
            Function<T, Place> place) {
        return new JdbcList<>(queries, columns, sql, newestFirst, List.of(), mapper, place);
    }

    /** Returns the same list in the order of some dates, and then of its ids. */
    JdbcList<T> inOrderOf(List<String> columnsOfDates, Function<T, Place> placeByDates) {
        return new JdbcList<>(queries, columns, sql, false, columnsOfDates, mapper, placeByDates);
    }

    /** Returns the initial conditions of a page. */
    Where where(PageRequest page) {
        Place after = page.after() == null ? null : Place.parse(page.after(), dates.size());
        return dates.isEmpty()
                ? new Where(newestFirst, after == null ? null : after.id())
                : new Where(dates, after == null ? List.of() : after.values());
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
        return place.apply(item).toString();
    }

    /**
     * Returns the place where the search stopped; null at the end of the list. Rows added since the first statement may
     * put this statement's stop before the first one's. Then the next page starts after the last item found, so that
     * none is found twice.
     */
    private @Nullable String goOnAfter(Where where, List<T> found) {
        List<Place> lastLookedAt = queries.query(
                "SELECT " + where.names() + " " + sql + where.served() + where.order() + " LIMIT 1 OFFSET ?",
                this::placeOf,
                where.parameters(Page.LOOK_AT - 1));
        if (lastLookedAt.isEmpty()) {
            return null;
        }
        Place end = lastLookedAt.getFirst();
        if (found.isEmpty()) {
            return end.toString();
        }
        Place last = place.apply(found.getLast());
        int order = last.compareTo(end);
        boolean lastIsBeyond = newestFirst ? order < 0 : order > 0;
        return (lastIsBeyond ? last : end).toString();
    }

    private Place placeOf(ResultSet row) throws SQLException {
        List<LocalDate> values = new ArrayList<>();
        for (String date : dates) {
            values.add(columns.date(row, date));
        }
        return new Place(values, Objects.requireNonNull(columns.uuid(row, "id")));
    }
}
