package dev.lastroom.store.postgres;

import static dev.lastroom.store.jdbc.stored.EntryTable.ENTRIES;
import static dev.lastroom.store.postgres.sql.ColumnArray.dates;
import static dev.lastroom.store.postgres.sql.ColumnArray.ints;
import static dev.lastroom.store.postgres.sql.ColumnArray.texts;
import static dev.lastroom.store.postgres.sql.ColumnArray.uuids;

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
import dev.lastroom.store.postgres.sql.ColumnArray;
import dev.lastroom.store.postgres.sql.PostgresColumns;
import dev.lastroom.store.postgres.sql.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Loads and writes waitlist entries, in the script of a transaction. Not thread-safe. */
final class PostgresWaitlist {

    private static final Rows ROWS = new Rows(new PostgresColumns());

    private static final String INSERT = "INSERT INTO waitlist (" + ENTRIES.names()
            + ", watched, watched_rooms) SELECT * FROM unnest(" + ENTRIES.marks() + ", ?, ?) AS added";

    private static final String UPDATE =
            "UPDATE waitlist w SET " + ENTRIES.settingsFromC() + " FROM unnest(" + ENTRIES.changingMarks()
                    + ", ?, ?) AS c (" + ENTRIES.changingNames() + ", id, status_before)"
                    + " WHERE w.id = c.id AND w.status = c.status_before";

    private final Script script;

    PostgresWaitlist(Script script) {
        this.script = script;
    }

    /** Loads entries by their ids, some of which come from bookings that are offers. */
    void load(WorkingSet working, Collection<EntryId> ids, Consumer<WaitlistEntry> found) {
        if (!ids.isEmpty()) {
            script.query(
                    "SELECT * FROM waitlist WHERE id = ANY (?)",
                    row -> {
                        WaitlistEntry entry = ROWS.entry(row);
                        working.entries().load(entry.id(), entry);
                        found.accept(entry);
                    },
                    uuids(ids, EntryId::value));
        }
    }

    /**
     * Loads the waiting entries that may come to fit: those to look at each time, those whose wait is over, and those
     * whose watched night has enough room once the batch has given back its rooms. The rest could not be offered
     * anything and are not read, however many they are. Once their nights are locked, no entry joins them. Also loads
     * the entries behind which a new one joins, which are counted.
     */
    void loadLine(WorkingSet working, Needs needs, Consumer<WaitlistEntry> found) {
        Footprint footprint = needs.footprint();
        Set<RoomTypeId> roomTypes = needs.roomTypes();
        SortedMap<NightKey, Integer> freed = needs.freed();
        inLine(working, found, """
                SELECT w.*
                FROM unnest(?) AS wanted (room_type_id),
                LATERAL (
                  SELECT * FROM waitlist
                  WHERE room_type_id = wanted.room_type_id AND watched IS NULL AND status = 'WAITING'
                  OFFSET 0) w
                """, texts(roomTypes, RoomTypeId::value));
        inLine(
                working,
                found,
                "SELECT * FROM waitlist WHERE ends_at <= ? AND room_type_id = ANY (?) AND status = 'WAITING'",
                footprint.at(),
                texts(roomTypes, RoomTypeId::value));
        inLine(
                working,
                found,
                """
                SELECT w.*
                FROM unnest(?, ?, ?) AS freed (room_type_id, stay_date, rooms),
                LATERAL (
                  SELECT total + overbooking - booked AS available FROM night
                  WHERE room_type_id = freed.room_type_id AND stay_date = freed.stay_date
                  OFFSET 0) n,
                LATERAL (
                  SELECT * FROM waitlist
                  WHERE room_type_id = freed.room_type_id AND watched = freed.stay_date
                    AND watched_rooms - n.available <= freed.rooms AND status = 'WAITING'
                  OFFSET 0) w
                """,
                texts(freed.keySet(), NightKey::roomTypeId),
                dates(freed.keySet(), NightKey::date),
                ints(freed.values(), Integer::intValue));
        if (!footprint.saved().isEmpty()) {
            inLine(
                    working,
                    found,
                    "SELECT * FROM waitlist WHERE room_type_id = ANY (?) AND status = 'WAITING'",
                    texts(footprint.saved(), RoomTypeId::value));
        }
        loadLines(working, needs.lines());
    }

    private void inLine(WorkingSet working, Consumer<WaitlistEntry> found, String sql, Object... parameters) {
        script.query(
                sql,
                row -> {
                    WaitlistEntry entry = ROWS.entry(row);
                    working.loadInLine(entry, ROWS.watch(row));
                    found.accept(entry);
                },
                parameters);
    }

    /** Loads the entries of the queried lines, which have no turn for that. */
    private void loadLines(WorkingSet working, Collection<Line> lines) {
        if (!lines.isEmpty()) {
            script.query(
                    """
                    SELECT w.*
                    FROM unnest(?, ?, ?) AS asked (room_type_id, from_date, to_date),
                    LATERAL (
                      SELECT * FROM waitlist
                      WHERE room_type_id = asked.room_type_id AND status IN ('WAITING', 'OFFERED')
                        AND status = 'WAITING' AND start_date < asked.to_date AND end_date > asked.from_date
                      OFFSET 0) w
                    """,
                    row -> {
                        WaitlistEntry entry = ROWS.entry(row);
                        working.entries().load(entry.id(), entry);
                    },
                    texts(lines, Line::roomTypeId),
                    dates(lines, Line::from),
                    dates(lines, Line::to));
        }
    }

    /**
     * Loads the places of entries that join a line, which are locked, and what their users have booked on the same
     * nights.
     */
    void loadJoiners(WorkingSet working, List<Joiner> joiners) {
        if (joiners.isEmpty()) {
            return;
        }
        script.query(
                """
                SELECT w.*
                FROM unnest(?, ?) AS joined (owner, user_id),
                LATERAL (
                  SELECT * FROM waitlist
                  WHERE user_id = joined.user_id AND owner = joined.owner AND status = 'WAITING'
                  OFFSET 0) w
                """,
                row -> {
                    WaitlistEntry entry = ROWS.entry(row);
                    working.entries().load(entry.id(), entry);
                },
                texts(joiners, joiner -> joiner.holder().owner()),
                texts(joiners, joiner -> joiner.holder().userId()));
        script.query(
                """
                SELECT b.*
                FROM unnest(?, ?, ?, ?, ?) AS joined (owner, user_id, room_type_id, start_date, end_date),
                LATERAL (
                  SELECT * FROM booking
                  WHERE user_id = joined.user_id AND owner = joined.owner AND room_type_id = joined.room_type_id
                    AND start_date < joined.end_date AND end_date > joined.start_date
                    AND status IN ('PROVISIONAL', 'CONFIRMED', 'CHECKED_IN')
                  OFFSET 0) b
                """,
                row -> {
                    Booking booking = ROWS.booking(row);
                    working.bookings().load(booking.id(), booking);
                },
                texts(joiners, joiner -> joiner.holder().owner()),
                texts(joiners, joiner -> joiner.holder().userId()),
                texts(joiners, Joiner::roomTypeId),
                dates(joiners, joiner -> joiner.stay().start()),
                dates(joiners, joiner -> joiner.stay().end()));
    }

    /** Writes added and changed entries. */
    void write(WorkingSet working) {
        add(working, working.entries().added());
        change(working.entries().changed());
        watch(working.changedWatches());
    }

    private void add(WorkingSet working, List<WaitlistEntry> added) {
        if (!added.isEmpty()) {
            List<Object> columns = new ArrayList<>(ColumnArray.arrays(ENTRIES.columns(), added));
            columns.add(dates(added, e -> working.watch(e).date()));
            columns.add(ints(added, e -> working.watch(e).rooms()));
            script.update(INSERT, columns.toArray());
        }
    }

    /** Updates entries. Their nights are locked, so each is still as read; if not, the transaction fails. */
    private void change(List<Changed<WaitlistEntry>> changes) {
        if (!changes.isEmpty()) {
            List<WaitlistEntry> changed = Changed.now(changes);
            List<Object> columns = new ArrayList<>(ColumnArray.arrays(ENTRIES.changing(), changed));
            columns.add(ColumnArray.of(ENTRIES.key(), changed));
            columns.add(texts(changes, c -> c.before().status()));
            script.updateExactly(changed.size(), UPDATE, columns.toArray());
        }
    }

    private void watch(Map<EntryId, Watch> watches) {
        if (!watches.isEmpty()) {
            script.update(
                    """
                    UPDATE waitlist w SET watched = c.watched, watched_rooms = c.watched_rooms
                    FROM unnest(?, ?, ?) AS c (id, watched, watched_rooms)
                    WHERE w.id = c.id
                    """,
                    uuids(watches.keySet(), EntryId::value),
                    dates(watches.values(), Watch::date),
                    ints(watches.values(), Watch::rooms));
        }
    }
}
