package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.ColumnArray.texts;
import static dev.lastroom.store.postgres.ColumnArray.uuids;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.KeyRecord;
import dev.lastroom.engine.booking.ScopedKey;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Footprint;
import dev.lastroom.engine.store.Known;
import dev.lastroom.engine.store.Needs;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Locks and reads the rows that a batch needs, whole sets at a time. What is asked for is gathered and sent together by
 * {@link #run}. Not thread-safe.
 *
 * <p>{@code LATERAL} takes rows one by one, by key, in the order in which the keys are sent: other joins might lock in
 * another order, or be planned while a table is empty and read all of it when it no longer is.
 */
final class PostgresLoad {

    private static final Rows ROWS = new Rows(new PostgresColumns());

    private final Connection connection;
    private final WorkingSet working;
    private final List<BookingId> replayed = new ArrayList<>();
    private final List<BookingId> replayedEntries = new ArrayList<>();
    private final Set<GroupId> replayedGroups = new TreeSet<>();
    private final Map<Holder, List<BookingId>> liveHolds = new HashMap<>();
    private Collection<NightKey> locked = List.of();
    private Script script;

    PostgresLoad(Connection connection, WorkingSet working) {
        this.connection = connection;
        this.working = working;
        this.script = new Script(connection);
    }

    /** Sends what was asked for, and then asks for what the keys that were found stand for. */
    void run() throws SQLException {
        script.run();
        script = new Script(connection);
        liveHolds.forEach((holder, holds) -> working.loadLiveHolds(holder, holds));
        if (!replayed.isEmpty() || !replayedEntries.isEmpty() || !replayedGroups.isEmpty()) {
            List<BookingId> made = List.copyOf(replayed);
            bookings(script, made, this::addGroup);
            entries(script, List.copyOf(replayedEntries), _ -> {});
            groups(script, List.copyOf(replayedGroups), _ -> {});
            replayed.clear();
            replayedEntries.clear();
            replayedGroups.clear();
            run();
            allotments(made.stream()
                    .filter(id -> !working.bookings().isLoaded(id))
                    .map(AllotmentId::of)
                    .toList());
            script.run();
            script = new Script(connection);
        }
    }

    /** A key stands for one booking, or by one for all of its group. */
    private void addGroup(Booking replayed) {
        if (replayed.groupId() != null) {
            replayedGroups.add(replayed.groupId());
        }
    }

    /**
     * Reads bookings, allotments and entries of waitlists at once: only they tell which nights their commands need. They may
     * change until these are locked; from then on nobody can change them, since whoever does locks the nights.
     */
    Known peek(Footprint footprint) throws SQLException {
        Known.Builder known = new Known.Builder();
        if (footprint.needsMore()) {
            Script alone = new Script(connection);
            bookings(alone, footprint.bookings(), known::add);
            groups(alone, footprint.groups(), known::add);
            entries(alone, footprint.entries(), known::add);
            wholeAllotments(alone, footprint, known);
            alone.run();
        }
        return known.build();
    }

    private static void wholeAllotments(Script in, Footprint footprint, Known.Builder known) {
        if (!footprint.wholeAllotments().isEmpty()) {
            AllotmentsLoad.allotments(in, footprint.wholeAllotments(), known::add);
        }
    }

    /** Reads the allotments that are known to be needed. */
    void allotments(Collection<AllotmentId> ids) {
        if (!ids.isEmpty()) {
            AllotmentsLoad.load(script, ids, locked, working);
        }
    }

    /** Finds the nights of these room types' allotments whose release is due. */
    void dueReleases(Instant at, Collection<RoomTypeId> roomTypes, Known.Builder known) {
        AllotmentsLoad.due(script, at, roomTypes, night -> {
            known.addDue(night);
            working.loadDue(night);
        });
    }

    /** Reads the entries whose offers these bookings are. */
    void entriesOf(Collection<BookingId> offers, Consumer<WaitlistEntry> found) {
        entries(script, offers, found);
    }

    private void entries(Script in, Collection<BookingId> ids, Consumer<WaitlistEntry> found) {
        new WaitlistLoad(in, working).entries(ids, found);
    }

    /** Reads what those who join a line have already; once they and the nights are locked. */
    void joiners(Footprint footprint) {
        new WaitlistLoad(script, working).joiners(footprint.joiners());
    }

    /** Reads those in line who may come to fit, and those in the lines that are asked about; once the nights are locked. */
    void line(Needs needs, Consumer<WaitlistEntry> found) {
        WaitlistLoad waitlist = new WaitlistLoad(script, working);
        waitlist.awake(needs, found);
        waitlist.lines(needs.lines());
    }

    /** Reads bookings, all of groups, and entries of waitlists, whose nights are locked. */
    void named(Footprint footprint, Known.Builder known) {
        bookings(script, footprint.bookings(), known::add);
        groups(script, footprint.groups(), known::add);
        entries(script, footprint.entries(), known::add);
    }

    private void bookings(Script in, Collection<BookingId> ids, Consumer<Booking> found) {
        if (!ids.isEmpty()) {
            in.query(
                    "SELECT * FROM booking WHERE id = ANY (?)",
                    row -> found.accept(takeBooking(row)),
                    uuids(ids, BookingId::value));
        }
    }

    private void groups(Script in, Collection<GroupId> ids, Consumer<Booking> found) {
        if (!ids.isEmpty()) {
            in.query(
                    "SELECT * FROM booking WHERE group_id = ANY (?)",
                    row -> found.accept(takeBooking(row)),
                    uuids(ids, GroupId::value));
        }
    }

    /** Finds the holds of these room types that have lapsed. */
    void lapsedHolds(Instant at, Collection<RoomTypeId> roomTypes, Known.Builder known) {
        script.query(
                """
                SELECT * FROM booking
                WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL AND expires_at <= ? AND room_type_id = ANY (?)
                """,
                row -> {
                    Booking hold = ROWS.booking(row);
                    known.add(hold);
                    working.loadLapsed(hold);
                },
                at.atOffset(ZoneOffset.UTC),
                texts(roomTypes, RoomTypeId::value));
    }

    /** Lets one transaction at a time count and add to the live holds of a holder, and counts them. */
    void lockHolders(Instant at, Collection<Holder> holders) {
        if (holders.isEmpty()) {
            return;
        }
        holders.forEach(holder -> liveHolds.put(holder, new ArrayList<>()));
        // No id has a slash, so that no two holders have one text.
        script.query(
                "SELECT pg_advisory_xact_lock(hashtextextended(h, 0)) FROM unnest(?) AS h",
                _ -> {},
                texts(holders, holder -> holder.owner() + "/" + holder.userId()));
        script.query(
                """
                SELECT b.*
                FROM unnest(?, ?) AS wanted (owner, user_id),
                LATERAL (
                  SELECT id, owner, user_id FROM booking
                  WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL AND expires_at > ?
                    AND owner = wanted.owner AND user_id = wanted.user_id
                  OFFSET 0) b
                """,
                row -> Objects.requireNonNull(
                                liveHolds.get(new Holder(row.getString("owner"), new UserId(row.getString("user_id")))))
                        .add(new BookingId(row.getObject("id", UUID.class))),
                texts(holders, Holder::owner),
                texts(holders, Holder::userId),
                at.atOffset(ZoneOffset.UTC));
    }

    /** Lets one transaction at a time open nights of a room type: what is not there yet has no row to lock. */
    void lockOpened(Collection<RoomTypeId> opened) {
        if (!opened.isEmpty()) {
            // Another seed than for users, so that neither is taken for the other.
            script.query(
                    "SELECT pg_advisory_xact_lock(hashtextextended(id, 1)) FROM unnest(?) AS id",
                    _ -> {},
                    texts(opened, RoomTypeId::value));
        }
    }

    private Booking takeBooking(ResultSet row) throws SQLException {
        Booking booking = ROWS.booking(row);
        working.bookings().load(booking.id(), booking);
        return booking;
    }

    /** Locks nights, which are in the order of their keys. */
    void lockNights(Collection<NightKey> nights) {
        locked = nights;
        NightsLoad.lock(script, nights, night -> working.nights().load(night.key(), night));
    }

    /** Reads all nights from a date on, without a lock, and not for the transaction. */
    void peekAtNights(Collection<RoomTypeId> roomTypes, LocalDate from, Consumer<Night> found) {
        NightsLoad.peek(script, roomTypes, from, found);
    }

    /** Looks keys up. Before the nights are locked, somebody who holds them may be about to claim a key. */
    void keys(Collection<ScopedKey> keys) {
        script.query(
                """
                SELECT k.*
                FROM unnest(?) AS wanted (key_hash),
                LATERAL (
                  SELECT * FROM idempotency_key
                  WHERE key_hash = wanted.key_hash
                  OFFSET 0) k
                """,
                row -> {
                    KeyRecord key = ROWS.key(row);
                    working.keys().load(key.key(), key);
                    if (key.bookingId() != null) {
                        // Perhaps an entry of a waitlist, beside the booking that is its offer.
                        if (!working.entries().isLoaded(key.bookingId())) {
                            replayedEntries.add(key.bookingId());
                        }
                        Booking known = working.bookings().loaded(key.bookingId());
                        if (known == null) {
                            replayed.add(key.bookingId());
                        } else {
                            addGroup(known);
                        }
                    }
                },
                uuids(keys, ScopedKey::hash));
    }

    /**
     * What a batch meets beside what it asks for, all of it rare.
     *
     * @param version the version of the catalogue
     * @param waitedFor the room types that somebody waits for, or has an offer of
     * @param holdsLapsed whether a hold has lapsed that nobody has expired yet
     * @param releasesDue whether rooms of an allotment are due for release
     */
    record Standing(long version, Set<RoomTypeId> waitedFor, boolean holdsLapsed, boolean releasesDue) {}

    /**
     * Asks how things stand with these room types, in one statement, since almost always nothing is to be done. After the
     * nights are locked: who joins a waitlist has locked them too.
     */
    void standing(Instant at, Collection<RoomTypeId> roomTypes, Consumer<Standing> found) {
        script.query(
                """
                SELECT version,
                  ARRAY(
                    SELECT room_type_id
                    FROM unnest(wanted.ids) AS one (room_type_id),
                    LATERAL (
                      SELECT FROM waitlist
                      WHERE room_type_id = one.room_type_id AND status IN ('WAITING', 'OFFERED')
                      LIMIT 1) w) AS waited_for,
                  EXISTS (
                    SELECT FROM booking
                    WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL AND expires_at <= wanted.at
                      AND room_type_id = ANY (wanted.ids)) AS holds_lapsed,
                  EXISTS (
                    SELECT FROM allotment_night
                    WHERE NOT released AND release_at IS NOT NULL AND release_at <= wanted.at
                      AND room_type_id = ANY (wanted.ids)) AS releases_due
                FROM catalogue, (SELECT ?::timestamptz AS at, ?::text[] AS ids) wanted
                """,
                row -> {
                    Set<RoomTypeId> waitedFor = new HashSet<>();
                    for (String id : (String[]) row.getArray("waited_for").getArray()) {
                        waitedFor.add(new RoomTypeId(id));
                    }
                    found.accept(new Standing(
                            row.getLong("version"),
                            waitedFor,
                            row.getBoolean("holds_lapsed"),
                            row.getBoolean("releases_due")));
                },
                at.atOffset(ZoneOffset.UTC),
                texts(roomTypes, RoomTypeId::value));
    }

    void roomTypes(Collection<RoomTypeId> ids, Consumer<RoomType> found) {
        script.query(
                "SELECT * FROM room_type WHERE id = ANY (?)",
                row -> {
                    RoomType roomType = ROWS.roomType(row);
                    working.roomTypes().load(roomType.id(), roomType);
                    found.accept(roomType);
                },
                texts(ids, RoomTypeId::value));
    }

    /** Reads properties by their ids, and those of room types. */
    void properties(Collection<PropertyId> ids, Collection<RoomTypeId> roomTypes, Consumer<Property> found) {
        script.query(
                """
                SELECT * FROM property
                WHERE id = ANY (?) OR id IN (SELECT property_id FROM room_type WHERE id = ANY (?))
                """,
                row -> {
                    Property property = ROWS.property(row);
                    working.properties().load(property.id(), property);
                    found.accept(property);
                },
                texts(ids, PropertyId::value),
                texts(roomTypes, RoomTypeId::value));
    }
}
