package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.ColumnArray.dates;
import static dev.lastroom.store.postgres.ColumnArray.texts;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.jdbc.NightRun;
import dev.lastroom.store.jdbc.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks for nights, in a script of {@link PostgresLoad} or {@link PostgresWrite}. */
final class NightsLoad {

    private static final Rows ROWS = new Rows(new PostgresColumns());

    private NightsLoad() {}

    /** Locks nights, which are in the order of their keys, in that order, and reads them. */
    static void lock(Script script, Collection<NightKey> nights, Consumer<Night> found) {
        List<NightRun<NightKey>> runs = NightRun.of(nights, Function.identity(), (_, _) -> true);
        script.query(
                """
                SELECT n.*
                FROM unnest(?, ?, ?) AS wanted (room_type_id, first_date, last_date),
                LATERAL (
                  SELECT * FROM night
                  WHERE room_type_id = wanted.room_type_id
                    AND stay_date BETWEEN wanted.first_date AND wanted.last_date
                  ORDER BY stay_date
                  FOR UPDATE) n
                """,
                row -> found.accept(ROWS.night(row)),
                texts(runs, r -> r.first().roomTypeId()),
                dates(runs, r -> r.first().date()),
                dates(runs, NightRun::last));
    }

    /**
     * Reads all nights of room types from a date on, without a lock: a row for each room type, since as many as there are
     * nights would take longer to send than to find.
     */
    static void peek(Script script, Collection<RoomTypeId> roomTypes, LocalDate from, Consumer<Night> found) {
        script.query("""
                SELECT room_type_id, array_agg(stay_date - ?) AS days, array_agg(total) AS totals,
                  array_agg(booked) AS booked, array_agg(price_minor) AS prices, array_agg(overbooking) AS overbooking,
                  array_agg(rules) AS rules
                FROM night
                WHERE room_type_id = ANY (?) AND stay_date >= ?
                GROUP BY room_type_id
                """, row -> nights(row, from, found), from, texts(roomTypes, RoomTypeId::value), from);
    }

    private static void nights(ResultSet row, LocalDate from, Consumer<Night> found) throws SQLException {
        RoomTypeId roomType = new RoomTypeId(row.getString("room_type_id"));
        Integer[] days = array(row, "days");
        Integer[] totals = array(row, "totals");
        Integer[] booked = array(row, "booked");
        Long[] prices = array(row, "prices");
        Integer[] overbooking = array(row, "overbooking");
        String[] rules = array(row, "rules");
        for (int i = 0; i < days.length; i++) {
            found.accept(new Night(
                    roomType,
                    from.plusDays(days[i]),
                    totals[i],
                    booked[i],
                    prices[i],
                    Rows.rules(overbooking[i], rules[i])));
        }
    }

    @SuppressWarnings("unchecked") // The statement says what it is.
    private static <T> T[] array(ResultSet row, String column) throws SQLException {
        return (T[]) row.getArray(column).getArray();
    }
}
