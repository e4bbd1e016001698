package dev.lastroom.store.postgres;

import static dev.lastroom.store.jdbc.stored.BookingTable.BOOKINGS;
import static dev.lastroom.store.postgres.ColumnArray.instants;
import static dev.lastroom.store.postgres.ColumnArray.ints;
import static dev.lastroom.store.postgres.ColumnArray.texts;
import static dev.lastroom.store.postgres.ColumnArray.uuids;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Event;
import dev.lastroom.engine.booking.KeyRecord;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.stored.StoredEvent;
import dev.lastroom.store.jdbc.stored.StoredRefusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what a batch has changed, whole columns at a time, and commits, all in one round trip. Not thread-safe. */
final class PostgresWrite {

    private static final String INSERT_BOOKINGS =
            "INSERT INTO booking (" + BOOKINGS.names() + ") SELECT * FROM unnest(" + BOOKINGS.marks() + ")";

    private static final String UPDATE_BOOKINGS =
            "UPDATE booking b SET " + BOOKINGS.settingsFromC() + " FROM unnest(" + BOOKINGS.changingMarks()
                    + ", ?, ?) AS c (" + BOOKINGS.changingNames() + ", id, version_before)"
                    + " WHERE b.id = c.id AND b.version = c.version_before";

    private final Script script;

    PostgresWrite(Connection connection) {
        this.script = new Script(connection);
    }

    /** Writes what was decided on rows that are locked. */
    void writeAndCommit(WorkingSet working) throws SQLException {
        catalogue(working);
        NightsWrite nights = new NightsWrite(script);
        nights.add(working.nights().added());
        nights.change(working.nights().changed());
        addBookings(working.bookings().added());
        changeTheRestAndCommit(working);
    }

    /**
     * Writes what was decided from memory, if memory was right: if not, the transaction ends. What is new locks nothing that
     * others want, and comes before the nights, so that these are locked for as short as may be: two batches may sell
     * one room type at once, but for the time from there to the end. The nights lock what all else relies on.
     *
     * @param version of the catalogue that is remembered
     */
    void proveAndCommit(WorkingSet working, long version, Instant at, Collection<RoomTypeId> roomTypes)
            throws SQLException {
        addBookings(working.bookings().added());
        new NightsWrite(script).prove(working.nights().rewritten());
        nothingElseIsDue(version, at, roomTypes);
        changeTheRestAndCommit(working);
    }

    /**
     * Ends the transaction if the catalogue has another version, or if one of these room types has a hold that has lapsed, a
     * release that is due, or somebody who waits or has an offer: whose turn that would be was not asked. It is asked when
     * the nights are locked, since whoever joins holds the locks of his nights.
     */
    private void nothingElseIsDue(long version, Instant at, Collection<RoomTypeId> roomTypes) {
        script.update("""
                SELECT expect(
                  (SELECT version FROM catalogue
                   WHERE NOT EXISTS (
                     SELECT FROM booking
                     WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL AND expires_at <= due.at
                       AND room_type_id = ANY (due.room_types))
                   AND NOT EXISTS (
                     SELECT FROM allotment_night
                     WHERE NOT released AND release_at IS NOT NULL AND release_at <= due.at
                       AND room_type_id = ANY (due.room_types))
                   AND NOT EXISTS (
                     SELECT FROM waitlist
                     WHERE status IN ('WAITING', 'OFFERED') AND room_type_id = ANY (due.room_types))), ?)
                FROM (SELECT ?::timestamptz AS at, ?::text[] AS room_types) due
                """, version, at.atOffset(ZoneOffset.UTC), texts(roomTypes, RoomTypeId::value));
    }

    private void changeTheRestAndCommit(WorkingSet working) throws SQLException {
        changeBookings(working.bookings().changed());
        WaitlistWrite.write(script, working);
        AllotmentsWrite.write(script, working);
        keys(working);
        // Last: the number of its events is taken when the transaction waits for nobody any more.
        events(working);
        script.runAndCommit();
    }

    private void catalogue(WorkingSet working) {
        if (!working.changesCatalogue()) {
            return;
        }
        script.update("UPDATE catalogue SET version = version + 1");
        for (Property p : working.properties().added()) {
            script.update(
                    "INSERT INTO property (name, time_zone, currency, business_day_ends, id) VALUES (?, ?, ?, ?, ?)",
                    propertyRow(p));
        }
        for (Property p : Changed.now(working.properties().changed())) {
            script.update(
                    "UPDATE property SET name = ?, time_zone = ?, currency = ?, business_day_ends = ? WHERE id = ?",
                    propertyRow(p));
        }
        for (RoomType r : working.roomTypes().added()) {
            script.update("""
                    INSERT INTO room_type (name, description, total_rooms, price_per_night_minor, deposit_policy,
                      cancellation_policy, images, amenities,
                      max_occupancy, id, property_id)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """, roomTypeRow(r));
        }
        for (RoomType r : Changed.now(working.roomTypes().changed())) {
            script.update("""
                    UPDATE room_type SET name = ?, description = ?, total_rooms = ?, price_per_night_minor = ?,
                      deposit_policy = ?, cancellation_policy = ?, images = ?, amenities = ?, max_occupancy = ?
                    WHERE id = ? AND property_id = ?
                    """, roomTypeRow(r));
        }
    }

    private static Object[] propertyRow(Property p) {
        return new Object[] {
            p.name(),
            p.timeZone().getId(),
            p.currency().getCurrencyCode(),
            p.businessDayEnds().toString(),
            p.id().value()
        };
    }

    private static @Nullable Object[] roomTypeRow(RoomType r) {
        return new @Nullable Object[] {
            r.name(),
            r.description(),
            r.totalRooms(),
            r.pricePerNight(),
            text(r.terms().deposit()),
            text(r.terms().cancellation()),
            r.presentation().imageLines(),
            r.presentation().amenityLines(),
            r.maxOccupancy(),
            r.id().value(),
            r.propertyId().value()
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Most are new in every way; an offer may be answered in the batch that makes it. */
    private void addBookings(List<Booking> added) {
        if (!added.isEmpty()) {
            script.update(
                    INSERT_BOOKINGS,
                    ColumnArray.arrays(BOOKINGS.columns(), added).toArray());
        }
    }

    /** That a booking is still the one that was read is certain where its nights were locked before, and proved here. */
    private void changeBookings(List<Changed<Booking>> changes) {
        if (!changes.isEmpty()) {
            List<Booking> changed = Changed.now(changes);
            List<Object> columns = new ArrayList<>(ColumnArray.arrays(BOOKINGS.changing(), changed));
            columns.add(ColumnArray.of(BOOKINGS.key(), changed));
            columns.add(ints(changes, c -> c.before().version()));
            script.updateExactly(changed.size(), UPDATE_BOOKINGS, columns.toArray());
        }
    }

    /**
     * Claims new keys in order. A key that a transaction in progress has claimed makes this one wait; when that one has
     * committed, the claim violates the primary key, everything is rolled back, and the next try finds the key. (ON
     * CONFLICT DO NOTHING would tell the same, and takes half as long again for every key that is new.) A key that has lost its
     * hold is replaced only while it is the one that was read: no night was locked for it, if it had another stay. Its time
     * alone would not tell: servers' clocks may read the same twice.
     */
    private void keys(WorkingSet working) {
        List<KeyRecord> added = working.keys().added();
        if (!added.isEmpty()) {
            script.update("""
                    INSERT INTO idempotency_key (key_hash, fingerprint, booking_id, refusal, created_at, request_id,
                      client_address, user_agent)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                    """, keyColumns(added).toArray());
        }
        List<Changed<KeyRecord>> replaced = working.keys().changed();
        if (!replaced.isEmpty()) {
            List<Object> columns = keyColumns(Changed.now(replaced));
            columns.add(instants(replaced, k -> k.before().createdAt()));
            columns.add(uuids(replaced, k -> uuid(k.before().bookingId())));
            script.updateExactly(replaced.size(), """
                    UPDATE idempotency_key k SET fingerprint = c.fingerprint, booking_id = c.booking_id,
                      refusal = c.refusal, created_at = c.created_at, request_id = c.request_id,
                      client_address = c.client_address, user_agent = c.user_agent
                    FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS c (key_hash, fingerprint, booking_id, refusal,
                      created_at, request_id, client_address, user_agent, created_before, booking_before)
                    WHERE k.key_hash = c.key_hash AND k.created_at = c.created_before
                      AND k.booking_id IS NOT DISTINCT FROM c.booking_before
                    """, columns.toArray());
        }
    }

    private static List<Object> keyColumns(List<KeyRecord> keys) {
        List<Object> columns = new ArrayList<>();
        columns.add(uuids(keys, k -> k.key().hash()));
        columns.add(uuids(keys, k -> k.fingerprint().hash()));
        columns.add(uuids(keys, k -> uuid(k.bookingId())));
        columns.add(texts(keys, k -> k.refusal() == null ? null : StoredRefusal.write(k.refusal())));
        columns.add(instants(keys, KeyRecord::createdAt));
        columns.add(texts(keys, KeyRecord::requestId));
        columns.add(texts(keys, KeyRecord::clientAddress));
        columns.add(texts(keys, KeyRecord::userAgent));
        return columns;
    }

    private static @Nullable UUID uuid(@Nullable BookingId id) {
        return id == null ? null : id.value();
    }

    private void events(WorkingSet working) {
        List<Event> events = working.events();
        if (!events.isEmpty()) {
            List<StoredEvent> stored = events.stream().map(StoredEvent::of).toList();
            script.update(
                    """
                    INSERT INTO event_batch (names, booking_ids, owners, ats, actors, request_ids, befores, afters)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    texts(stored, StoredEvent::name),
                    uuids(stored, e -> uuid(e.bookingId())),
                    texts(stored, StoredEvent::owner),
                    instants(events, Event::at),
                    texts(events, Event::actor),
                    texts(events, Event::requestId),
                    texts(stored, StoredEvent::before),
                    texts(stored, StoredEvent::after));
        }
    }
}
