package dev.lastroom.store.jdbc;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.AllotmentFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of {@link JdbcReads} for allotments. Thread-safe. */
final class JdbcAllotments {

    private final Queries queries;
    private final AllotmentRows rows;

    JdbcAllotments(Queries queries, ColumnForms columns) {
        this.queries = queries;
        this.rows = new AllotmentRows(columns);
    }

    /** An allotment with one of its nights. */
    private record AllotmentRow(Allotment allotment, AllotmentNight night) {}

    Optional<AllotmentNights> allotment(AllotmentId id) {
        return together(queries.query("""
                SELECT a.*, n.allotment_id, n.stay_date, n.rooms, n.picked_up, n.release_at, n.released
                FROM allotment a JOIN allotment_night n ON n.allotment_id = a.id
                WHERE a.id = ?
                ORDER BY n.stay_date
                """, this::row, id.value())).stream().findFirst();
    }

    Page<AllotmentNights> allotments(AllotmentFilter filter, PageRequest page) {
        Where where = new Where(
                true,
                page.after() == null ? null : AllotmentId.parse(page.after()).value());
        if (filter.roomTypeId() != null) {
            where.by("room_type_id", filter.roomTypeId().value());
        }
        if (filter.propertyId() != null) {
            where.by("property_id", filter.propertyId().value());
        }
        if (filter.owner() != null) {
            where.and("(owner IS NULL OR owner = ?)", filter.owner());
        }
        List<AllotmentRow> oneMore = queries.query(
                "SELECT a.*, n.allotment_id, n.stay_date, n.rooms, n.picked_up, n.release_at, n.released"
                        + " FROM (SELECT * FROM allotment" + where.all() + where.order() + " LIMIT ?) a"
                        + " JOIN allotment_night n ON n.allotment_id = a.id ORDER BY a.id DESC, n.stay_date",
                this::row,
                where.parametersOfAll(page.limit() + 1));
        return Page.of(
                together(oneMore), page.limit(), it -> it.allotment().id().toString());
    }

    List<RoomTypeId> roomTypesWithDueReleases(Instant now, int limit) {
        return queries.query(
                "SELECT DISTINCT room_type_id FROM allotment_night WHERE NOT released AND release_at <= ? LIMIT ?",
                row -> new RoomTypeId(row.getString("room_type_id")),
                now,
                limit);
    }

    private AllotmentRow row(ResultSet row) throws SQLException {
        return new AllotmentRow(rows.allotment(row), rows.night(row));
    }

    /** Joins the rows of each allotment, which follow one another. */
    private static List<AllotmentNights> together(List<AllotmentRow> found) {
        List<AllotmentNights> all = new ArrayList<>();
        List<AllotmentNight> nights = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Allotment allotment = found.get(i).allotment();
            nights.add(found.get(i).night());
            if (i + 1 == found.size() || !found.get(i + 1).allotment().id().equals(allotment.id())) {
                all.add(new AllotmentNights(allotment, nights));
                nights.clear();
            }
        }
        return all;
    }
}
