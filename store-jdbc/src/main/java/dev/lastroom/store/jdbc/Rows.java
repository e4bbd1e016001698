package dev.lastroom.store.jdbc;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.rules.Watch;
import dev.lastroom.store.jdbc.stored.BookingTable;
import dev.lastroom.store.jdbc.stored.EntryTable;
import dev.lastroom.store.jdbc.stored.KeyTable;
import dev.lastroom.store.jdbc.stored.NightTable;
import dev.lastroom.store.jdbc.stored.PropertyTable;
import dev.lastroom.store.jdbc.stored.RoomTypeTable;
import dev.lastroom.store.jdbc.stored.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Makes values from rows. Every store uses the same column names. Thread-safe. */
public final class Rows {

    private final ColumnForms columns;

    public Rows(ColumnForms columns) {
        this.columns = columns;
    }

    /** Reads a row of {@code property}. */
    public Property property(ResultSet row) throws SQLException {
        return PropertyTable.read(described(row));
    }

    /** Reads a row of {@code room_type}. */
    public RoomType roomType(ResultSet row) throws SQLException {
        return RoomTypeTable.read(described(row));
    }

    /** Reads a row of {@code night}. */
    public Night night(ResultSet row) throws SQLException {
        return NightTable.read(described(row));
    }

    static @Nullable Integer optionalInt(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** Reads a row of {@code booking}. */
    public Booking booking(ResultSet row) throws SQLException {
        return BookingTable.read(described(row));
    }

    /** Reads a row of {@code waitlist}. */
    public WaitlistEntry entry(ResultSet row) throws SQLException {
        return EntryTable.read(described(row));
    }

    private Row<SQLException> described(ResultSet row) {
        return column -> {
            String name = column.name();
            return switch (column.type()) {
                case UUID -> columns.uuid(row, name);
                case TEXT, FREE_TEXT -> row.getString(name);
                case DATE -> columns.optionalDate(row, name);
                case INSTANT -> columns.instant(row, name);
                case INT -> optionalInt(row, name);
                case LONG -> optionalLong(row, name);
            };
        };
    }

    /** Reads the watch of an entry from a row of {@code waitlist}. */
    public Watch watch(ResultSet row) throws SQLException {
        LocalDate date = columns.optionalDate(row, "watched");
        return date == null ? Watch.ALWAYS : new Watch(date, row.getInt("watched_rooms"));
    }

    /** Reads a row of {@code idempotency_key}. */
    public KeyRecord key(ResultSet row) throws SQLException {
        return KeyTable.read(described(row));
    }
}
