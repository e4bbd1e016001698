package dev.lastroom.store.postgres;

import dev.lastroom.store.jdbc.EventSql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The order of events. Each transaction that writes has an id, given in the order of time but committed in any, and its
 * events are numbered by it. All ids below the oldest one in progress are decided for ever: only those are read, so
 * whoever reads on from there misses nobody who commits late.
 */
final class PostgresEvents {

    /** Nothing that is still to be committed comes before this. */
    private static final String HORIZON =
            "(SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + shift FROM event_clock)";

    static final EventSql SQL = new EventSql(
            """
            SELECT * FROM event
            WHERE batch >= ? AND (batch, place) > (?, ?) AND batch <
            """ + HORIZON + " ORDER BY batch, place LIMIT ?",
            "SELECT batch, cardinality(names) AS place FROM event_batch WHERE batch < " + HORIZON
                    + " ORDER BY batch DESC LIMIT 1",
            "SELECT * FROM event");

    private PostgresEvents() {}

    /**
     * Sees to it that the next events come after those there are. Where these were restored from another cluster, its
     * transaction ids may be ahead of the ones here.
     */
    static void goOn(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    WITH known AS (
                      SELECT max(batch) AS last, pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next
                      FROM event_batch)
                    UPDATE event_clock SET shift = last + 1 - next FROM known WHERE last >= next + shift
                    """);
        }
    }
}
