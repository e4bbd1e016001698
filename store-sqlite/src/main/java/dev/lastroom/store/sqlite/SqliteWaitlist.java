package dev.lastroom.store.sqlite;

import static dev.lastroom.store.jdbc.stored.EntryTable.ENTRIES;
import static dev.lastroom.store.sqlite.SqliteTables.row;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.Watch;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Footprint;
import dev.lastroom.engine.store.Joiner;
import dev.lastroom.engine.store.Known;
import dev.lastroom.engine.store.Line;
import dev.lastroom.engine.store.Needs;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.Rows;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Loads and writes who waits for rooms, as a part of {@link SqliteTables}. */
final class SqliteWaitlist {

    private static final String INSERT_ENTRY = "INSERT INTO waitlist (" + ENTRIES.names()
            + ", watched, watched_rooms) VALUES (" + ENTRIES.marks() + ", ?, ?)";

    private static final String UPDATE_ENTRY = "UPDATE waitlist SET " + ENTRIES.settings() + " WHERE id = ?";

    private final SqliteTables tables;
    private final Rows rows = new Rows(new SqliteColumns());

    SqliteWaitlist(SqliteTables tables) {
        this.tables = tables;
    }

    /** Loads an entry, if there is one and it is not there yet. */
    void load(WorkingSet working, BookingId id, Known.Builder found) throws SQLException {
        if (working.entries().isLoaded(id)) {
            return;
        }
        for (WaitlistEntry entry : tables.all("SELECT * FROM waitlist WHERE id = ?", rows::entry, id)) {
            working.entries().load(entry.id(), entry);
            found.add(entry);
        }
    }

    /**
     * Loads those who wait and may come to fit: the ones to be asked each time, those whose wait is over, and those for whom
     * the night that they watch has room enough once what the batch gives back is free. All others could not be offered
     * anything, and are not looked at, however many they are. Also loads those in the lines that are asked about, and the
     * entries whose offers the known bookings are.
     */
    void loadLine(WorkingSet working, Needs needs, Known.Builder found) throws SQLException {
        Footprint footprint = needs.footprint();
        for (RoomTypeId roomType : needs.roomTypes()) {
            if (footprint.saved().contains(roomType)) {
                inLine(
                        "SELECT * FROM waitlist WHERE room_type_id = ? AND status = 'WAITING'",
                        working,
                        found,
                        roomType);
            } else {
                inLine(
                        "SELECT * FROM waitlist WHERE room_type_id = ? AND watched IS NULL AND status = 'WAITING'",
                        working,
                        found,
                        roomType);
            }
            inLine(
                    "SELECT * FROM waitlist WHERE ends_at <= ? AND +room_type_id = ? AND status = 'WAITING'",
                    working,
                    found,
                    footprint.at(),
                    roomType);
        }
        for (Map.Entry<NightKey, Integer> freed : needs.freed().entrySet()) {
            inLine(
                    """
                    SELECT * FROM waitlist
                    WHERE room_type_id = ? AND watched = ? AND status = 'WAITING' AND watched_rooms <= ? + (
                      SELECT total + overbooking - booked FROM night WHERE room_type_id = ? AND stay_date = ?)
                    """,
                    working,
                    found,
                    freed.getKey().roomTypeId(),
                    freed.getKey().date(),
                    freed.getValue(),
                    freed.getKey().roomTypeId(),
                    freed.getKey().date());
        }
        for (BookingId offer : needs.entries()) {
            load(working, offer, found);
        }
        for (Line line : needs.lines()) {
            List<WaitlistEntry> inLine = tables.all(
                    "SELECT * FROM waitlist WHERE room_type_id = ? AND status = 'WAITING' AND start_date < ? AND end_date > ?",
                    rows::entry,
                    line.roomTypeId(),
                    line.to(),
                    line.from());
            inLine.forEach(entry -> working.entries().load(entry.id(), entry));
        }
    }

    /** Loads the places of those who join a line, and what they have booked of the nights that they wait for. */
    void loadJoiners(WorkingSet working, List<Joiner> joiners) throws SQLException {
        for (Joiner joiner : joiners) {
            List<WaitlistEntry> places = tables.all(
                    "SELECT * FROM waitlist WHERE user_id = ? AND owner = ? AND status = 'WAITING'",
                    rows::entry,
                    joiner.holder().userId(),
                    joiner.holder().owner());
            places.forEach(entry -> working.entries().load(entry.id(), entry));
            List<Booking> bookings = tables.all(
                    """
                    SELECT * FROM booking
                    WHERE user_id = ? AND owner = ? AND room_type_id = ? AND start_date < ? AND end_date > ?
                      AND status IN ('PROVISIONAL', 'CONFIRMED', 'CHECKED_IN')
                    """,
                    rows::booking,
                    joiner.holder().userId(),
                    joiner.holder().owner(),
                    joiner.roomTypeId(),
                    joiner.stay().end(),
                    joiner.stay().start());
            bookings.forEach(booking -> working.bookings().load(booking.id(), booking));
        }
    }

    private void inLine(String sql, WorkingSet working, Known.Builder found, Object... parameters) throws SQLException {
        tables.all(
                sql,
                row -> {
                    WaitlistEntry entry = rows.entry(row);
                    working.loadInLine(entry, rows.watch(row));
                    found.add(entry);
                    return entry;
                },
                parameters);
    }

    /** Almost always nobody is, and then nothing more is asked. */
    boolean isAnybodyThere() throws SQLException {
        return !tables.all("SELECT 1 FROM waitlist WHERE status IN ('WAITING', 'OFFERED') LIMIT 1", _ -> true)
                .isEmpty();
    }

    void write(WorkingSet working) throws SQLException {
        tables.writeAll(INSERT_ENTRY, working.entries().added(), e -> {
            Watch watch = working.watch(e);
            return row(ENTRIES.columns(), e, watch.date(), watch.rooms());
        });
        tables.writeAll(
                UPDATE_ENTRY, Changed.now(working.entries().changed()), e -> row(ENTRIES.changing(), e, e.id()));
        tables.writeAll(
                "UPDATE waitlist SET watched = ?, watched_rooms = ? WHERE id = ?",
                List.copyOf(working.changedWatches().entrySet()),
                e -> row(e.getValue().date(), e.getValue().rooms(), e.getKey()));
    }
}
