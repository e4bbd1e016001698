package dev.lastroom.store.sqlite;

import static dev.lastroom.store.jdbc.stored.KeyTable.KEYS;
import static dev.lastroom.store.sqlite.SqliteStatements.row;

import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.outcome.KeyOutcome;
import dev.lastroom.engine.outcome.KeyOutcome.ABooking;
import dev.lastroom.engine.outcome.KeyOutcome.AGroup;
import dev.lastroom.engine.outcome.KeyOutcome.ARefusal;
import dev.lastroom.engine.outcome.KeyOutcome.AnAllotment;
import dev.lastroom.engine.outcome.KeyOutcome.AnEntry;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.store.jdbc.Rows;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Loads and writes idempotency keys, with what they stand for, in the transaction of a writer. */
final class SqliteKeys {

    private static final Rows ROWS = new Rows(new SqliteColumns());

    private static final String INSERT =
            "INSERT INTO idempotency_key (" + KEYS.names() + ") VALUES (" + KEYS.marks() + ")";

    private static final String UPDATE = "UPDATE idempotency_key SET " + KEYS.settings() + " WHERE key_hash = ?";

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
                loadReplayed(working, record.outcome());
            }
        }
    }

    private void loadReplayed(WorkingSet working, KeyOutcome outcome) throws SQLException {
        switch (outcome) {
            case ABooking(BookingId id) -> {
                if (!working.bookings().isLoaded(id)) {
                    bookings.load(working, List.of(id), _ -> {});
                }
            }
            case AGroup(GroupId id) -> bookings.loadGroups(working, List.of(id), _ -> {});
            case AnEntry(EntryId id) -> waitlist.load(working, List.of(id), _ -> {});
            case AnAllotment(AllotmentId id) -> allotments.load(working, List.of(id), _ -> {});
            case ARefusal _ -> {}
        }
    }

    /** Writes added and changed keys. */
    void write(WorkingSet working) throws SQLException {
        statements.writeAll(INSERT, working.keys().added(), k -> row(KEYS.columns(), k));
        statements.writeAll(UPDATE, Changed.now(working.keys().changed()), k -> row(KEYS.changing(), k, k.key()));
    }
}
