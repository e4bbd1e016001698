package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.ColumnArray.instants;
import static dev.lastroom.store.postgres.ColumnArray.texts;
import static dev.lastroom.store.postgres.ColumnArray.uuids;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.KeyRecord;
import dev.lastroom.engine.booking.ScopedKey;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.Rows;
import dev.lastroom.store.jdbc.stored.StoredRefusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Loads and writes idempotency keys, with what they stand for, in the script of a transaction. Not thread-safe. */
final class PostgresKeys {

    private static final Rows ROWS = new Rows(new PostgresColumns());

    private final Script script;
    private final PostgresBookings bookings;
    private final PostgresWaitlist waitlist;
    private final PostgresAllotments allotments;
    private final List<BookingId> replayed = new ArrayList<>();
    private final List<BookingId> replayedEntries = new ArrayList<>();
    private final Set<GroupId> replayedGroups = new TreeSet<>();

    PostgresKeys(
            Script script, PostgresBookings bookings, PostgresWaitlist waitlist, PostgresAllotments allotments) {
        this.script = script;
        this.bookings = bookings;
        this.waitlist = waitlist;
        this.allotments = allotments;
    }

    /** Loads keys. Before the nights are locked, somebody who holds them may be about to claim a key. */
    void load(WorkingSet working, Collection<ScopedKey> keys) {
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
     * Loads what the keys stand for that were found; it sends nothing where none was.
     *
     * @param locked the nights that are locked
     */
    void loadReplayed(WorkingSet working, Collection<NightKey> locked) throws SQLException {
        bookings.load(working, replayed, this::addGroup);
        waitlist.load(working, replayedEntries, _ -> {});
        loadReplayedGroups(working);
        script.run();
        loadReplayedGroups(working);
        script.run();
        List<AllotmentId> others = replayed.stream()
                .filter(id -> !working.bookings().isLoaded(id))
                .map(AllotmentId::of)
                .toList();
        allotments.load(working, others, locked);
        script.run();
    }

    private void loadReplayedGroups(WorkingSet working) {
        bookings.loadGroups(working, replayedGroups, _ -> {});
        replayedGroups.clear();
    }

    /** A key stands for one booking, or by one for all of its group. */
    private void addGroup(Booking booking) {
        if (booking.groupId() != null) {
            replayedGroups.add(booking.groupId());
        }
    }

    /**
     * Claims new keys in order. A key that a transaction in progress has claimed makes this one wait; when that one has
     * committed, the claim violates the primary key, everything is rolled back, and the next try finds the key. (ON
     * CONFLICT DO NOTHING would tell the same, and takes half as long again for every key that is new.) A key that has
     * lost its hold is replaced only while it is the one that was read: no night was locked for it, if it had another
     * stay. Its time alone would not tell: servers' clocks may read the same twice.
     */
    void write(WorkingSet working) {
        List<KeyRecord> added = working.keys().added();
        if (!added.isEmpty()) {
            script.update("""
                    INSERT INTO idempotency_key (key_hash, fingerprint, booking_id, refusal, created_at, request_id,
                      client_address, user_agent)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                    """, columns(added).toArray());
        }
        List<Changed<KeyRecord>> replaced = working.keys().changed();
        if (!replaced.isEmpty()) {
            List<Object> columns = columns(Changed.now(replaced));
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

    private static List<Object> columns(List<KeyRecord> keys) {
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
}
