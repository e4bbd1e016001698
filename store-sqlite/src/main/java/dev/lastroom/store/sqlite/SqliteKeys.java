package dev.lastroom.store.sqlite;

import static dev.lastroom.store.sqlite.SqliteStatements.row;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.KeyRecord;
import dev.lastroom.engine.booking.ScopedKey;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.Rows;
import dev.lastroom.store.jdbc.stored.StoredRefusal;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads and writes idempotency keys, with what they stand for, in the transaction of a writer. */
final class SqliteKeys {

    private static final Rows ROWS = new Rows(new SqliteColumns());

    private final SqliteStatements statements;
    private final SqliteBookings bookings;
    private final SqliteWaitlist waitlist;
    private final SqliteAllotments allotments;

    SqliteKeys(
            SqliteStatements statements,
            SqliteBookings bookings,
            SqliteWaitlist waitlist,
            SqliteAllotments allotments) {
        this.statements = statements;
        this.bookings = bookings;
        this.waitlist = waitlist;
        this.allotments = allotments;
    }

    /** Loads keys, with what they stand for. */
    void load(WorkingSet working, Collection<ScopedKey> keys) throws SQLException {
        for (ScopedKey key : keys) {
            KeyRecord record = statements.one("SELECT * FROM idempotency_key WHERE key_hash = ?", ROWS::key, key);
            if (record != null) {
                working.keys().load(key, record);
                if (record.bookingId() != null) {
                    loadReplayed(working, record.bookingId());
                }
            }
        }
    }

    private void loadReplayed(WorkingSet working, BookingId id) throws SQLException {
        if (!working.bookings().isLoaded(id)) {
            bookings.load(working, List.of(id), _ -> {});
        }
        Booking booking = working.bookings().loaded(id);
        waitlist.load(working, List.of(id), _ -> {});
        // A key stands for one booking, or by one for all of its group.
        if (booking != null && booking.groupId() != null) {
            bookings.loadGroups(working, List.of(booking.groupId()), _ -> {});
        }
        if (booking == null) {
            allotments.load(working, List.of(AllotmentId.of(id)), _ -> {});
        }
    }

    /** Writes what was added and changed. */
    void write(WorkingSet working) throws SQLException {
        statements.writeAll("""
                INSERT INTO idempotency_key (fingerprint, booking_id, refusal, created_at, request_id, client_address,
                  user_agent, key_hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, working.keys().added(), SqliteKeys::parameters);
        statements.writeAll("""
                UPDATE idempotency_key SET fingerprint = ?, booking_id = ?, refusal = ?, created_at = ?, request_id = ?,
                  client_address = ?, user_agent = ?
                WHERE key_hash = ?
                """, Changed.now(working.keys().changed()), SqliteKeys::parameters);
    }

    private static @Nullable Object[] parameters(KeyRecord k) {
        return row(
                k.fingerprint(),
                k.bookingId(),
                k.refusal() == null ? null : StoredRefusal.write(k.refusal()),
                k.createdAt(),
                k.requestId(),
                k.clientAddress(),
                k.userAgent(),
                k.key());
    }
}
