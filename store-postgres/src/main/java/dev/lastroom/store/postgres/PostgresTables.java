package dev.lastroom.store.postgres;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingEvent;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.KeyRecord;
import dev.lastroom.engine.booking.ScopedKey;
import dev.lastroom.engine.booking.StoredRefusal;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.store.Footprint;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.Rows;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Locks and loads the rows that a batch needs and writes what it changed, in one transaction, whole columns at a time.
 * Not thread-safe.
 */
final class PostgresTables {

    private static final Rows ROWS = new Rows(new PostgresColumns());

    private final Connection connection;

    PostgresTables(Connection connection) {
        this.connection = connection;
    }

    /**
     * Locks bookings by id, then nights by room type and date: the one order in which every transaction locks. Keys are
     * looked up after that, since before it they may be about to be claimed by a transaction that holds these nights.
     */
    WorkingSet lockAndLoad(Footprint footprint) throws SQLException {
        WorkingSet working = new WorkingSet();
        List<Booking> toCancel = lockBookings(working, footprint);
        List<BookingId> replayed = new ArrayList<>();

        Script script = new Script(connection);
        // LATERAL takes the rows one by one, by key, in the order in which the keys are sent: other joins might lock in
        // another order, or be planned while a table is empty and read all of it when it no longer is.
        Collection<NightKey> nights = footprint.nightsWith(toCancel);
        script.query(
                """
                SELECT n.*
                FROM unnest(?::text[], ?::date[]) AS wanted (room_type_id, stay_date),
                LATERAL (
                  SELECT * FROM night
                  WHERE room_type_id = wanted.room_type_id AND stay_date = wanted.stay_date
                  FOR UPDATE) n
                """,
                row -> {
                    Night night = ROWS.night(row);
                    working.nights().load(night.key(), night);
                },
                array("text", nights, NightKey::roomTypeId),
                array("date", nights, NightKey::date));
        script.query(
                """
                SELECT k.*
                FROM unnest(?::text[], ?::text[]) AS wanted (owner, key_value),
                LATERAL (
                  SELECT * FROM idempotency_key
                  WHERE owner = wanted.owner AND key_value = wanted.key_value
                  OFFSET 0) k
                """,
                row -> {
                    KeyRecord key = ROWS.key(row);
                    working.keys().load(key.scopedKey(), key);
                    if (key.bookingId() != null && working.booking(key.bookingId()) == null) {
                        replayed.add(key.bookingId());
                    }
                },
                array("text", footprint.keys(), ScopedKey::owner),
                array("text", footprint.keys(), ScopedKey::key));
        script.query(
                "SELECT * FROM room_type WHERE id = ANY (?)",
                row -> {
                    RoomType roomType = ROWS.roomType(row);
                    working.roomTypes().load(roomType.id(), roomType);
                },
                array("text", footprint.roomTypes(), id -> id));
        script.query(
                """
                SELECT * FROM property
                WHERE id = ANY (?) OR id IN (SELECT property_id FROM room_type WHERE id = ANY (?))
                """,
                row -> {
                    Property property = ROWS.property(row);
                    working.properties().load(property.id(), property);
                },
                array("text", footprint.properties(), id -> id),
                array("text", footprint.roomTypes(), id -> id));
        script.run();

        loadBookings(working, replayed);
        return working;
    }

    private List<Booking> lockBookings(WorkingSet working, Footprint footprint) throws SQLException {
        List<Booking> locked = new ArrayList<>();
        if (!footprint.bookings().isEmpty()) {
            Script script = new Script(connection);
            script.query(
                    "SELECT * FROM booking WHERE id = ANY (?) ORDER BY id FOR UPDATE",
                    row -> {
                        Booking booking = ROWS.booking(row);
                        working.bookings().load(booking.id(), booking);
                        locked.add(booking);
                    },
                    array("uuid", footprint.bookings(), id -> id));
            script.run();
        }
        return locked;
    }

    private void loadBookings(WorkingSet working, List<BookingId> ids) throws SQLException {
        if (!ids.isEmpty()) {
            Script script = new Script(connection);
            script.query(
                    "SELECT * FROM booking WHERE id = ANY (?)",
                    row -> {
                        Booking booking = ROWS.booking(row);
                        working.bookings().load(booking.id(), booking);
                    },
                    array("uuid", ids, id -> id));
            script.run();
        }
    }

    void write(WorkingSet working) throws SQLException {
        Script script = new Script(connection);
        writeCatalogue(script, working);
        writeNights(script, working);
        writeBookings(script, working);
        writeKeys(script, working);
        writeEvents(script, working);
        script.run();
    }

    private void writeCatalogue(Script script, WorkingSet working) throws SQLException {
        for (Property p : working.properties().added()) {
            script.update(
                    """
                    INSERT INTO property (id, name, time_zone, currency) VALUES (?, ?, ?, ?)
                    """,
                    1,
                    p.id().value(),
                    p.name(),
                    p.timeZone().getId(),
                    p.currency().getCurrencyCode());
        }
        for (Property p : Changed.now(working.properties().changed())) {
            script.update(
                    "UPDATE property SET name = ?, time_zone = ?, currency = ? WHERE id = ?",
                    1,
                    p.name(),
                    p.timeZone().getId(),
                    p.currency().getCurrencyCode(),
                    p.id().value());
        }
        for (RoomType r : working.roomTypes().added()) {
            script.update(
                    """
                    INSERT INTO room_type (id, property_id, name, description, total_rooms, price_per_night_minor)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                    1,
                    r.id().value(),
                    r.propertyId().value(),
                    r.name(),
                    r.description(),
                    r.totalRooms(),
                    r.pricePerNight());
        }
        for (RoomType r : Changed.now(working.roomTypes().changed())) {
            script.update("""
                    UPDATE room_type SET name = ?, description = ?, total_rooms = ?, price_per_night_minor = ?
                    WHERE id = ?
                    """, 1, r.name(), r.description(), r.totalRooms(), r.pricePerNight(), r.id().value());
        }
    }

    private void writeNights(Script script, WorkingSet working) throws SQLException {
        writeNights(script, """
                INSERT INTO night (room_type_id, stay_date, total, booked, price_minor)
                SELECT * FROM unnest(?::text[], ?::date[], ?::int[], ?::int[], ?::bigint[])
                """, working.nights().added());
        writeNights(script, """
                UPDATE night n SET total = now.total, booked = now.booked, price_minor = now.price_minor
                FROM unnest(?::text[], ?::date[], ?::int[], ?::int[], ?::bigint[])
                  AS now (room_type_id, stay_date, total, booked, price_minor)
                WHERE n.room_type_id = now.room_type_id AND n.stay_date = now.stay_date
                """, Changed.now(working.nights().changed()));
    }

    private void writeNights(Script script, String sql, List<Night> nights) throws SQLException {
        if (nights.isEmpty()) {
            return;
        }
        script.update(
                sql,
                nights.size(),
                array("text", nights, Night::roomTypeId),
                array("date", nights, Night::date),
                array("int4", nights, Night::total),
                array("int4", nights, Night::booked),
                array("int8", nights, Night::price));
    }

    private void writeBookings(Script script, WorkingSet working) throws SQLException {
        List<Booking> added = working.bookings().added();
        if (!added.isEmpty()) {
            script.update(
                    """
                    INSERT INTO booking (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms,
                      total_minor, currency, status, key_value, created_at, cancelled_at)
                    SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::date[], ?::date[],
                      ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                    """,
                    added.size(),
                    array("uuid", added, Booking::id),
                    array("text", added, Booking::owner),
                    array("text", added, Booking::userId),
                    array("text", added, Booking::propertyId),
                    array("text", added, Booking::roomTypeId),
                    array("date", added, b -> b.stay().start()),
                    array("date", added, b -> b.stay().end()),
                    array("int4", added, Booking::rooms),
                    array("int8", added, b -> b.totalPrice().minor()),
                    array("text", added, b -> b.totalPrice().currency()),
                    array("text", added, Booking::status),
                    array("text", added, Booking::key),
                    array("timestamptz", added, Booking::createdAt),
                    array("timestamptz", added, Booking::cancelledAt));
        }
        List<Booking> changed = Changed.now(working.bookings().changed());
        if (!changed.isEmpty()) {
            script.update(
                    """
                    UPDATE booking b SET status = now.status, cancelled_at = now.cancelled_at
                    FROM unnest(?::uuid[], ?::text[], ?::timestamptz[]) AS now (id, status, cancelled_at)
                    WHERE b.id = now.id
                    """,
                    changed.size(),
                    array("uuid", changed, Booking::id),
                    array("text", changed, Booking::status),
                    array("timestamptz", changed, Booking::cancelledAt));
        }
    }

    /**
     * Claims new keys in order. A key that a transaction in progress has claimed makes this one wait; when that one has
     * committed, the claim violates the primary key, everything is rolled back, and the next try finds the key. (ON
     * CONFLICT DO NOTHING would tell the same, and takes half as long again for every key that is new.) A key that has lost its
     * hold is replaced only while it is the one that was read: no night was locked for it, if it had another stay.
     */
    private void writeKeys(Script script, WorkingSet working) throws SQLException {
        List<KeyRecord> added = working.keys().added();
        if (!added.isEmpty()) {
            script.update("""
                    INSERT INTO idempotency_key (owner, key_value, fingerprint, booking_id, refusal, created_at,
                      request_id, client_address, user_agent)
                    SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::timestamptz[],
                      ?::text[], ?::text[], ?::text[])
                    """, added.size(), keyColumns(added).toArray());
        }
        List<Changed<KeyRecord>> replaced = working.keys().changed();
        if (!replaced.isEmpty()) {
            List<Object> columns = keyColumns(Changed.now(replaced));
            columns.add(array("timestamptz", replaced, k -> k.before().createdAt()));
            script.update("""
                    UPDATE idempotency_key k SET fingerprint = now.fingerprint, booking_id = now.booking_id,
                      refusal = now.refusal, created_at = now.created_at, request_id = now.request_id,
                      client_address = now.client_address, user_agent = now.user_agent
                    FROM unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::timestamptz[],
                      ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                      AS now (owner, key_value, fingerprint, booking_id, refusal, created_at, request_id,
                        client_address, user_agent, created_before)
                    WHERE k.owner = now.owner AND k.key_value = now.key_value AND k.created_at = now.created_before
                    """, replaced.size(), columns.toArray());
        }
    }

    private List<Object> keyColumns(List<KeyRecord> keys) throws SQLException {
        List<Object> columns = new ArrayList<>();
        columns.add(array("text", keys, KeyRecord::owner));
        columns.add(array("text", keys, KeyRecord::key));
        columns.add(array("text", keys, KeyRecord::fingerprint));
        columns.add(array("uuid", keys, KeyRecord::bookingId));
        columns.add(array("text", keys, k -> k.refusal() == null ? null : StoredRefusal.write(k.refusal())));
        columns.add(array("timestamptz", keys, KeyRecord::createdAt));
        columns.add(array("text", keys, KeyRecord::requestId));
        columns.add(array("text", keys, KeyRecord::clientAddress));
        columns.add(array("text", keys, KeyRecord::userAgent));
        return columns;
    }

    private void writeEvents(Script script, WorkingSet working) throws SQLException {
        List<BookingEvent> events = working.events();
        if (!events.isEmpty()) {
            script.update(
                    """
                    INSERT INTO booking_event (booking_id, type, at, owner, request_id)
                    SELECT * FROM unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
                    """,
                    events.size(),
                    array("uuid", events, BookingEvent::bookingId),
                    array("text", events, BookingEvent::type),
                    array("timestamptz", events, BookingEvent::at),
                    array("text", events, BookingEvent::owner),
                    array("text", events, BookingEvent::requestId));
        }
    }

    /** One column of all rows. Numbers stay what they are; all else goes in its text form, which PostgreSQL reads. */
    private <T> Array array(String type, Collection<T> rows, Function<T, @Nullable Object> column) throws SQLException {
        Object[] values = rows.stream()
                .map(column)
                .map(value -> value == null || value instanceof Number ? value : value.toString())
                .toArray();
        return connection.createArrayOf(type, values);
    }
}
