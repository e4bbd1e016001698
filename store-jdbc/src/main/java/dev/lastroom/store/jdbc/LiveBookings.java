package dev.lastroom.store.jdbc;

import dev.lastroom.engine.inventory.Recount;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the bookings that hold rooms, for a recount: those of one room type and the same nights together. */
final class LiveBookings {

    private static final String SELECT = """
            SELECT room_type_id, start_date, coalesce(departed_on, end_date) AS held_to,
                   count(*) AS bookings, sum(rooms) AS rooms
            FROM booking
            WHERE status NOT IN ('CANCELLED', 'EXPIRED') AND (departed_on IS NULL OR departed_on > start_date)
            """;

    private static final String GROUP_BY_NIGHTS = " GROUP BY room_type_id, start_date, coalesce(departed_on, end_date)";

    /** The query for all of them. */
    static final String ALL = SELECT + GROUP_BY_NIGHTS;

    /** The query for those whose stays touch the dates from the first parameter to the second. */
    static final String TOUCHING = SELECT + " AND end_date > ? AND start_date <= ?" + GROUP_BY_NIGHTS;

    private LiveBookings() {}

    /** Adds a row to a recount. */
    static void count(ResultSet row, ColumnForms columns, Recount recount) throws SQLException {
        recount.stays(
                new RoomTypeId(row.getString("room_type_id")),
                columns.date(row, "start_date"),
                columns.date(row, "held_to"),
                row.getLong("bookings"),
                row.getLong("rooms"));
    }
}
