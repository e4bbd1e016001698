package dev.lastroom.store.postgres;

import static dev.lastroom.store.jdbc.stored.KeyTable.KEYS;
import static dev.lastroom.store.postgres.sql.ColumnArray.instants;
import static dev.lastroom.store.postgres.sql.ColumnArray.uuids;

import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.outcome.KeyOutcome;
import dev.lastroom.engine.outcome.KeyOutcome.ABooking;
import dev.lastroom.engine.outcome.KeyOutcome.AGroup;
import dev.lastroom.engine.outcome.KeyOutcome.ARefusal;
import dev.lastroom.engine.outcome.KeyOutcome.AnAllotment;
import dev.lastroom.engine.outcome.KeyOutcome.AnEntry;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.store.jdbc.Rows;
import dev.lastroom.store.jdbc.stored.KeyTable;
import dev.lastroom.store.postgres.sql.ColumnArray;
import dev.lastroom.store.postgres.sql.PostgresColumns;
import dev.lastroom.store.postgres.sql.Script;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Loads and writes idempotency keys, with what they stand for, in the script of a transaction. Not thread-safe. */
final class PostgresKeys {

    private static final Rows ROWS = new Rows(new PostgresColumns());

    private static final String INSERT =
            "INSERT INTO idempotency_key (" + KEYS.names() + ") SELECT * FROM unnest(" + KEYS.marks() + ") AS added";

    private static final String UPDATE =
            "UPDATE idempotency_key k SET " + KEYS.settingsFromC() + " FROM unnest(" + KEYS.changingMarks()
                    + ", ?, ?, ?) AS c (" + KEYS.changingNames() + ", key_hash, created_before, subject_before)"
                    + " WHERE k.key_hash = c.key_hash AND k.created_at = c.created_before"
                    + " AND k.subject_id IS NOT DISTINCT FROM c.subject_before";

    private final Script script;
    private final PostgresBookings bookings;
    private final PostgresWaitlist waitlist;
    private final PostgresAllotments allotments;
    private final List<KeyOutcome> replayed = new ArrayList<>();

    PostgresKeys(Script script, PostgresBookings bookings, PostgresWaitlist waitlist, PostgresAllotments allotments) {
        this.script = script;
        this.bookings = bookings;
        this.waitlist = waitlist;
        this.allotments = allotments;
    }

    /** Loads keys. Before the nights are locked, the holder of their locks may be about to claim a key. */
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
                    replayed.add(key.outcome());
                },
                uuids(keys, ScopedKey::hash));
    }

    /**
     * Loads what the found keys stand for, with one statement for each kind. Sends nothing if none was found.
     *
     * @param locked the nights that are locked
     */
    void loadReplayed(WorkingSet working, Collection<NightKey> locked) throws SQLException {
        Set<BookingId> ofBookings = new TreeSet<>();
        Set<GroupId> ofGroups = new TreeSet<>();
        Set<EntryId> ofEntries = new TreeSet<>();
        Set<AllotmentId> ofAllotments = new TreeSet<>();
        for (KeyOutcome outcome : replayed) {
            switch (outcome) {
                case ABooking(BookingId id) -> ofBookings.add(id);
                case AGroup(GroupId id) -> ofGroups.add(id);
                case AnEntry(EntryId id) -> ofEntries.add(id);
                case AnAllotment(AllotmentId id) -> ofAllotments.add(id);
                case ARefusal _ -> {}
            }
        }
        ofBookings.removeIf(working.bookings()::isLoaded);
        ofEntries.removeIf(working.entries()::isLoaded);
        ofAllotments.removeIf(working.allotments()::isLoaded);
        bookings.load(working, ofBookings, _ -> {});
        bookings.loadGroups(working, ofGroups, _ -> {});
        waitlist.load(working, ofEntries, _ -> {});
        allotments.load(working, ofAllotments, locked);
        script.run();
    }

    /**
     * Claims new keys in order. A key that a transaction in progress has claimed makes this one wait. When the other
     * commits, the claim violates the primary key, everything is rolled back, and the next try finds the key. (ON
     * CONFLICT DO NOTHING would tell the same, but takes half as long again for every new key.)
     *
     * <p>A key that has lost its hold is replaced only while it is the one that was read: if it had another stay, no
     * night was locked for it. Its time alone would not tell, since servers' clocks may read the same twice.
     */
    void write(WorkingSet working) {
        List<KeyRecord> added = working.keys().added();
        if (!added.isEmpty()) {
            script.update(INSERT, ColumnArray.arrays(KEYS.columns(), added).toArray());
        }
        List<Changed<KeyRecord>> replaced = working.keys().changed();
        if (!replaced.isEmpty()) {
            List<KeyRecord> now = Changed.now(replaced);
            List<Object> columns = new ArrayList<>(ColumnArray.arrays(KEYS.changing(), now));
            columns.add(ColumnArray.of(KEYS.key(), now));
            columns.add(instants(replaced, k -> k.before().createdAt()));
            columns.add(uuids(replaced, k -> KeyTable.subjectId(k.before())));
            script.updateExactly(replaced.size(), UPDATE, columns.toArray());
        }
    }
}
