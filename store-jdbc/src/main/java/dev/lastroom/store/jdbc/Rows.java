package dev.lastroom.store.jdbc;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.Presentation;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.Terms;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.rules.Watch;
import dev.lastroom.store.jdbc.stored.BookingTable;
import dev.lastroom.store.jdbc.stored.EntryTable;
import dev.lastroom.store.jdbc.stored.KeyTable;
import dev.lastroom.store.jdbc.stored.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Makes values from rows. Every store uses the same column names. Thread-safe. */
public final class Rows {

    private final Columns columns;

    public Rows(Columns columns) {
        this.columns = columns;
    }

    /** Reads a row of {@code property}. */
    public Property property(ResultSet row) throws SQLException {
        return new Property(
                new PropertyId(row.getString("id")),
                row.getString("name"),
                ZoneId.of(row.getString("time_zone")),
                Currency.getInstance(row.getString("currency")),
                LocalTime.parse(row.getString("business_day_ends")));
    }

    /** Reads a row of {@code room_type}. */
    public RoomType roomType(ResultSet row) throws SQLException {
        return new RoomType(
                new RoomTypeId(row.getString("id")),
                new PropertyId(row.getString("property_id")),
                row.getString("name"),
                row.getString("description"),
                row.getInt("total_rooms"),
                row.getLong("price_per_night_minor"),
                terms(row),
                Presentation.parse(row.getString("images"), row.getString("amenities")),
                optionalInt(row, "max_occupancy"));
    }

    /** Reads a row of {@code night}. */
    public Night night(ResultSet row) throws SQLException {
        return new Night(
                new RoomTypeId(row.getString("room_type_id")),
                columns.date(row, "stay_date"),
                row.getInt("total"),
                row.getInt("booked"),
                row.getLong("price_minor"),
                rules(row.getInt("overbooking"), row.getString("rules")));
    }

    /** Returns the rules of a night from its columns. Nights without rules, which are almost all, share one value. */
    public static NightRules rules(int overbooking, @Nullable String text) {
        return overbooking == 0 && text == null
                ? NightRules.NONE
                : NightRules.parse(overbooking, text == null ? "" : text);
    }

    /**
     * Returns the rules of a night, except its overbooking allowance, as its row keeps them; null if there are none.
     */
    public static @Nullable String rulesText(Night night) {
        NightRules rules = night.rules();
        String text = rules.areNone() ? "" : rules.toText();
        return text.isEmpty() ? null : text;
    }

    static @Nullable Integer optionalInt(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static Terms terms(ResultSet row) throws SQLException {
        return Terms.parse(row.getString("deposit_policy"), row.getString("cancellation_policy"));
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
                case TEXT -> row.getString(name);
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
