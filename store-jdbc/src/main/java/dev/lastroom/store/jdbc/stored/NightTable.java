package dev.lastroom.store.jdbc.stored;

import static dev.lastroom.store.jdbc.stored.Column.Change.CHANGES;
import static dev.lastroom.store.jdbc.stored.Column.Change.COUNTED;
import static dev.lastroom.store.jdbc.stored.Column.Change.FIXED;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;

/**
 * The rows of {@code night}: the place in the stores that defines how a night is kept. Its columns that may change are
 * what the night offers.
 */
public final class NightTable {

    public static final Table<Night> NIGHTS = new Table<>();

    private static final Column<Night, RoomTypeId> ROOM_TYPE_ID =
            NIGHTS.text(FIXED, "room_type_id", Night::roomTypeId, RoomTypeId::new);
    private static final Column<Night, LocalDate> STAY_DATE = NIGHTS.date(FIXED, "stay_date", Night::date);
    public static final Column<Night, Integer> TOTAL = NIGHTS.integer(CHANGES, "total", Night::total);
    private static final Column<Night, Integer> BOOKED = NIGHTS.integer(COUNTED, "booked", Night::booked);
    public static final Column<Night, Long> PRICE = NIGHTS.number(CHANGES, "price_minor", Night::price);
    private static final Column<Night, Integer> OVERBOOKING =
            NIGHTS.integer(CHANGES, "overbooking", n -> n.rules().overbooking());
    private static final Column<Night, String> RULES =
            NIGHTS.text(CHANGES, "rules", n -> StoredRules.write(n.rules()), text -> text);

    private NightTable() {}

    /** Reads a row. */
    public static <X extends Exception> Night read(Row<X> row) throws X {
        return new Night(
                row.get(ROOM_TYPE_ID),
                row.get(STAY_DATE),
                row.get(TOTAL),
                row.get(BOOKED),
                row.get(PRICE),
                StoredRules.read(row.get(OVERBOOKING), row.optional(RULES)));
    }
}
