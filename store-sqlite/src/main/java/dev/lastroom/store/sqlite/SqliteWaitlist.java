package dev.lastroom.store.sqlite;

import static dev.lastroom.store.jdbc.stored.EntryTable.ENTRIES;
import static dev.lastroom.store.sqlite.SqliteStatements.row;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.batch.Joiner;
import dev.lastroom.engine.batch.Line;
import dev.lastroom.engine.batch.Needs;
import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.rules.Watch;
import dev.lastroom.store.jdbc.Rows;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Loads and writes waitlist entries, in the transaction of a writer. */
final class SqliteWaitlist {

    private static final Rows ROWS = new Rows(new SqliteColumns());

    private static final String INSERT = "INSERT INTO waitlist (" + ENTRIES.names()
            + ", watched, watched_rooms) VALUES (" + ENTRIES.marks() + ", ?, ?)";

    private static final String UPDATE = "UPDATE waitlist SET " + ENTRIES.settings() + " WHERE id = ?";

    private final SqliteStatements statements;

    SqliteWaitlist(SqliteStatements statements) {
        this.statements = statements;
    }

    /**
     * Loads entries by their ids, some of which come from bookings that are offers. Skips entries that are already
     * loaded.
     */
    void load(WorkingSet working, Collection<EntryId> ids, Consumer<WaitlistEntry> found) throws SQLException {
        for (EntryId id : ids) {
            if (!working.entries().isLoaded(id)) {
                for (WaitlistEntry entry : statements.all("SELECT * FROM waitlist WHERE id = ?", ROWS::entry, id)) {
                    working.entries().load(entry.id(), entry);
                    found.accept(entry);
                }
            }
        }
    }

    /**
     * Loads the waiting entries that may come to fit: those to look at each time, those whose wait is over, and those
     * whose watched night has enough room once the batch has given back its rooms. The rest could not be offered
     * anything and are not read, however many they are. Also loads the entries whose offers the known bookings are, and
     * the entries of the queried lines.
     */
    void loadLine(WorkingSet working, Needs needs, Consumer<WaitlistEntry> found) throws SQLException {
        Footprint footprint = needs.footprint();
        for (RoomTypeId roomType : needs.roomTypes()) {
            if (footprint.saved().contains(roomType)) {
                inLine(
                        working,
                        found,
                        "SELECT * FROM waitlist WHERE room_type_id = ? AND status = 'WAITING'",
                        roomType);
            } else {
                inLine(
                        working,
                        found,
                        "SELECT * FROM waitlist WHERE room_type_id = ? AND watched IS NULL AND status = 'WAITING'",
                        roomType);
            }
            inLine(
                    working,
                    found,
                    "SELECT * FROM waitlist WHERE ends_at <= ? AND +room_type_id = ? AND status = 'WAITING'",
                    footprint.at(),
                    roomType);
        }
        for (Map.Entry<NightKey, Integer> freed : needs.freed().entrySet()) {
            inLine(
                    working,
                    found,
                    """
                    SELECT * FROM waitlist
                    WHERE room_type_id = ? AND watched = ? AND status = 'WAITING' AND watched_rooms <= ? + (
                      SELECT total + overbooking - booked FROM night WHERE room_type_id = ? AND stay_date = ?)
                    """,
                    freed.getKey().roomTypeId(),
                    freed.getKey().date(),
                    freed.getValue(),
                    freed.getKey().roomTypeId(),
                    freed.getKey().date());
        }
        load(working, needs.entries(), found);
        for (Line line : needs.lines()) {
            List<WaitlistEntry> inLine = statements.all(
                    "SELECT * FROM waitlist WHERE room_type_id = ? AND status = 'WAITING' AND start_date < ? AND end_date > ?",
                    ROWS::entry,
                    line.roomTypeId(),
                    line.to(),
                    line.from());
            inLine.forEach(entry -> working.entries().load(entry.id(), entry));
        }
    }

    /** Loads the places of entries that join a line, and what their users have booked on the same nights. */
    void loadJoiners(WorkingSet working, List<Joiner> joiners) throws SQLException {
        for (Joiner joiner : joiners) {
            List<WaitlistEntry> places = statements.all(
                    "SELECT * FROM waitlist WHERE user_id = ? AND owner = ? AND status = 'WAITING'",
                    ROWS::entry,
                    joiner.holder().userId(),
                    joiner.holder().owner());
            places.forEach(entry -> working.entries().load(entry.id(), entry));
            List<Booking> bookings = statements.all(
                    """
                    SELECT * FROM booking
                    WHERE user_id = ? AND owner = ? AND room_type_id = ? AND start_date < ? AND end_date > ?
                      AND status IN ('PROVISIONAL', 'CONFIRMED', 'CHECKED_IN')
                    """,
                    ROWS::booking,
                    joiner.holder().userId(),
                    joiner.holder().owner(),
                    joiner.roomTypeId(),
                    joiner.stay().end(),
                    joiner.stay().start());
            bookings.forEach(booking -> working.bookings().load(booking.id(), booking));
        }
    }

    private void inLine(WorkingSet working, Consumer<WaitlistEntry> found, String sql, Object... parameters)
            throws SQLException {
        statements.all(
                sql,
                row -> {
                    WaitlistEntry entry = ROWS.entry(row);
                    working.loadInLine(entry, ROWS.watch(row));
                    found.accept(entry);
                    return entry;
                },
                parameters);
    }

    /** Whether there are any entries. Almost always there are none, and nothing more is queried. */
    boolean isAnybodyThere() throws SQLException {
        return !statements
                .all("SELECT 1 FROM waitlist WHERE status IN ('WAITING', 'OFFERED') LIMIT 1", _ -> true)
                .isEmpty();
    }

    /** Writes added and changed entries. */
    void write(WorkingSet working) throws SQLException {
        statements.writeAll(INSERT, working.entries().added(), e -> {
            Watch watch = working.watch(e);
            return row(ENTRIES.columns(), e, watch.date(), watch.rooms());
        });
        statements.writeAll(UPDATE, Changed.now(working.entries().changed()), e -> row(ENTRIES.changing(), e, e.id()));
        statements.writeAll(
                "UPDATE waitlist SET watched = ?, watched_rooms = ? WHERE id = ?",
                List.copyOf(working.changedWatches().entrySet()),
                e -> row(e.getValue().date(), e.getValue().rooms(), e.getKey()));
    }
}
