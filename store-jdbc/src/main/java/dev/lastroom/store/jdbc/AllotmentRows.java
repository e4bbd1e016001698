package dev.lastroom.store.jdbc;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/** Makes allotments from rows. Every store uses the same column names. Thread-safe. */
public final class AllotmentRows {

    private final ColumnForms columns;

    public AllotmentRows(ColumnForms columns) {
        this.columns = columns;
    }

    /** Reads a row of {@code allotment}. */
    public Allotment allotment(ResultSet row) throws SQLException {
        return new Allotment(
                new AllotmentId(Objects.requireNonNull(columns.uuid(row, "id"))),
                row.getString("owner"),
                new PropertyId(row.getString("property_id")),
                new RoomTypeId(row.getString("room_type_id")),
                row.getString("name"),
                new Stay(columns.date(row, "start_date"), columns.date(row, "end_date")),
                new Release(columns.optionalDate(row, "release_date"), Rows.optionalInt(row, "release_days")),
                Objects.requireNonNull(columns.instant(row, "created_at")));
    }

    /** Reads a row of {@code allotment_night}. */
    public AllotmentNight night(ResultSet row) throws SQLException {
        return new AllotmentNight(
                new AllotmentId(Objects.requireNonNull(columns.uuid(row, "allotment_id"))),
                new RoomTypeId(row.getString("room_type_id")),
                columns.date(row, "stay_date"),
                row.getInt("rooms"),
                row.getInt("picked_up"),
                columns.instant(row, "release_at"),
                row.getBoolean("released"));
    }
}
