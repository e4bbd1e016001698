package dev.lastroom.store.postgres;

import static dev.lastroom.store.jdbc.stored.EntryTable.ENTRIES;
import static dev.lastroom.store.postgres.ColumnArray.dates;
import static dev.lastroom.store.postgres.ColumnArray.ints;
import static dev.lastroom.store.postgres.ColumnArray.texts;
import static dev.lastroom.store.postgres.ColumnArray.uuids;

import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.Watch;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.engine.store.WorkingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of {@link PostgresWrite} that writes who waits for rooms. */
final class WaitlistWrite {

    private static final String INSERT_ENTRIES = "INSERT INTO waitlist (" + ENTRIES.names()
            + ", watched, watched_rooms) SELECT * FROM unnest(" + ENTRIES.marks() + ", ?, ?)";

    private static final String UPDATE_ENTRIES =
            "UPDATE waitlist w SET " + ENTRIES.settingsFromC() + " FROM unnest(" + ENTRIES.changingMarks()
                    + ", ?, ?) AS c (" + ENTRIES.changingNames() + ", id, status_before)"
                    + " WHERE w.id = c.id AND w.status = c.status_before";

    private WaitlistWrite() {}

    static void write(Script script, WorkingSet working) {
        add(script, working.entries().added(), working);
        change(script, working.entries().changed());
        watch(script, working.changedWatches());
    }

    private static void add(Script script, List<WaitlistEntry> added, WorkingSet working) {
        if (!added.isEmpty()) {
            List<Object> columns = new ArrayList<>(ColumnArray.arrays(ENTRIES.columns(), added));
            columns.add(dates(added, e -> working.watch(e).date()));
            columns.add(ints(added, e -> working.watch(e).rooms()));
            script.update(INSERT_ENTRIES, columns.toArray());
        }
    }

    private static void watch(Script script, Map<EntryId, Watch> watches) {
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

    /** Their nights are locked, so that each is still the one that was read; if not, all fails. */
    private static void change(Script script, List<Changed<WaitlistEntry>> changes) {
        if (!changes.isEmpty()) {
            List<WaitlistEntry> changed = Changed.now(changes);
            List<Object> columns = new ArrayList<>(ColumnArray.arrays(ENTRIES.changing(), changed));
            columns.add(ColumnArray.of(ENTRIES.key(), changed));
            columns.add(texts(changes, c -> c.before().status()));
            script.updateExactly(changed.size(), UPDATE_ENTRIES, columns.toArray());
        }
    }
}
