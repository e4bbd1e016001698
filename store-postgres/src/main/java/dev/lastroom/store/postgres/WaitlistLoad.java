package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.ColumnArray.dates;
import static dev.lastroom.store.postgres.ColumnArray.ints;
import static dev.lastroom.store.postgres.ColumnArray.texts;
import static dev.lastroom.store.postgres.ColumnArray.uuids;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Footprint;
import dev.lastroom.engine.store.Joiner;
import dev.lastroom.engine.store.Line;
import dev.lastroom.engine.store.Needs;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.Rows;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** The part of {@link PostgresLoad} that reads who waits for rooms. */
final class WaitlistLoad {

    private static final Rows ROWS = new Rows(new PostgresColumns());

    private final Script script;
    private final WorkingSet working;

    WaitlistLoad(Script script, WorkingSet working) {
        this.script = script;
        this.working = working;
    }

    void entries(Collection<BookingId> ids, Consumer<WaitlistEntry> found) {
        if (!ids.isEmpty()) {
            script.query(
                    "SELECT * FROM waitlist WHERE id = ANY (?)",
                    row -> {
                        WaitlistEntry entry = ROWS.entry(row);
                        working.entries().load(entry.id(), entry);
                        found.accept(entry);
                    },
                    uuids(ids, BookingId::value));
        }
    }

    /**
     * Reads those who wait and may come to fit: the ones to be asked each time, those whose wait is over, and those for whom
     * the night that they watch has room enough once {@code freed} rooms of it are given back. All others could not be
     * offered anything, and are not looked at, however many they are. Once their nights are locked nobody joins them.
     */
    void awake(Needs needs, Consumer<WaitlistEntry> found) {
        Footprint footprint = needs.footprint();
        Set<RoomTypeId> roomTypes = needs.roomTypes();
        SortedMap<NightKey, Integer> freed = needs.freed();
        inLine("""
                SELECT w.*
                FROM unnest(?) AS wanted (room_type_id),
                LATERAL (
                  SELECT * FROM waitlist
                  WHERE room_type_id = wanted.room_type_id AND watched IS NULL AND status = 'WAITING'
                  OFFSET 0) w
                """, found, texts(roomTypes, RoomTypeId::value));
        inLine(
                "SELECT * FROM waitlist WHERE ends_at <= ? AND room_type_id = ANY (?) AND status = 'WAITING'",
                found,
                footprint.at().atOffset(ZoneOffset.UTC),
                texts(roomTypes, RoomTypeId::value));
        inLine(
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
                found,
                texts(freed.keySet(), NightKey::roomTypeId),
                dates(freed.keySet(), NightKey::date),
                ints(freed.values(), Integer::intValue));
        if (!footprint.saved().isEmpty()) {
            inLine(
                    "SELECT * FROM waitlist WHERE room_type_id = ANY (?) AND status = 'WAITING'",
                    found,
                    texts(footprint.saved(), RoomTypeId::value));
        }
    }

    private void inLine(String sql, Consumer<WaitlistEntry> found, Object... parameters) {
        script.query(
                sql,
                row -> {
                    WaitlistEntry entry = ROWS.entry(row);
                    working.loadInLine(entry, ROWS.watch(row));
                    found.accept(entry);
                },
                parameters);
    }

    /** Reads those who are in the lines that are asked about: they have no turn for that. */
    void lines(Collection<Line> lines) {
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

    /** Reads the places of those who join a line, who are locked, and what they have booked of the nights that they wait for. */
    void joiners(List<Joiner> joiners) {
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
}
