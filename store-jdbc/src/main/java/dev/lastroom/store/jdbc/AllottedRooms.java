package dev.lastroom.store.jdbc;

import dev.lastroom.engine.inventory.Recount;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the rooms left in allotments, for a recount. */
final class AllottedRooms {

    private static final String SELECT = """
            SELECT room_type_id, stay_date, sum(rooms - picked_up) AS rooms FROM allotment_night
            WHERE NOT released AND rooms > picked_up
            """;

    private static final String GROUP_BY_NIGHTS = " GROUP BY room_type_id, stay_date";

    /** The query for all of them. */
    static final String ALL = SELECT + GROUP_BY_NIGHTS;

    /** The query for those on the dates from the first parameter to the second. */
    static final String TOUCHING = SELECT + " AND stay_date >= ? AND stay_date <= ?" + GROUP_BY_NIGHTS;

    private AllottedRooms() {}

    /** Adds a row to a recount. */
    static void count(ResultSet row, ColumnForms columns, Recount recount) throws SQLException {
        recount.setAside(
                new RoomTypeId(row.getString("room_type_id")), columns.date(row, "stay_date"), row.getLong("rooms"));
    }
}
