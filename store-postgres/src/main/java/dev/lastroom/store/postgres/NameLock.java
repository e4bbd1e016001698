package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.sql.ColumnArray.texts;

import dev.lastroom.store.postgres.sql.Script;
import java.util.Collection;

/**
 * Locks on names of a schema, for what has no row to lock, until the end of a transaction. Each kind has a seed of its
 * own, so that their locks never collide. The locks that migrations take have the seed 2,
 * and those of {@link PostgresCoordination} the seed 3. Thread-safe.
 */
enum NameLock {
    /** Users whose holds are counted and added to. */
    HOLDER(0),
    /** Room types whose nights are opened. */
    OPENED(1);

    private final String sql;

    NameLock(int seed) {
        this.sql = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/' || name, " + seed
                + ")) FROM unnest(?) AS locked (name)";
    }

    /** Adds the locks to a script, in the given order; nothing if there are no names. */
    void take(Script script, Collection<String> names) {
        if (!names.isEmpty()) {
            script.query(sql, _ -> {}, texts(names, name -> name));
        }
    }
}
