package dev.lastroom.store.postgres;

import dev.lastroom.engine.lane.Coordination;
import dev.lastroom.store.postgres.sql.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases that the database itself keeps: advisory locks, each held by a transaction on a connection of its own. They
 * need no other program, go in order of arrival, and end with the connection of a server that dies. Thread-safe.
 */
final class PostgresCoordination implements Coordination {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresCoordination.class);

    /** After a failure, no lease is asked for during this time. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final String PATIENTLY = "SELECT set_config('lock_timeout', ?, true)";

    /** The seeds of other locks on names are in {@link NameLock}. */
    private static final String TAKE = """
            SELECT CASE WHEN pg_try_advisory_xact_lock(key) THEN false
              ELSE pg_advisory_xact_lock(key)::text IS NOT NULL END AS waited
            FROM hashtextextended(current_schema() || '/' || ?, 3) key
            """;

    private final PostgresPools pools;
    private volatile long pausedUntil = System.nanoTime();

    PostgresCoordination(PostgresPools pools) {
        this.pools = pools;
    }

    @Override
    public @Nullable Lease await(int roomType) {
        if (System.nanoTime() - pausedUntil < 0) {
            return null;
        }
        try {
            Connection connection = pools.writer();
            try {
                return take(connection, roomType);
            } catch (SQLException e) {
                end(connection);
                throw e;
            }
        } catch (SQLException e) {
            LOG.warn("no lease was given, so batches go on without one: {}", e.getMessage());
            pausedUntil = System.nanoTime() + PAUSE_NANOS;
            return null;
        }
    }

    private Lease take(Connection connection, int roomType) throws SQLException {
        boolean[] waited = {false};
        Script script = new Script(connection);
        script.update(PATIENTLY, PATIENCE.toMillis() + "ms");
        script.query(TAKE, row -> waited[0] = row.getBoolean("waited"), Integer.toString(roomType));
        script.run();
        return new Lease() {
            @Override
            public boolean waited() {
                return waited[0];
            }

            @Override
            public void close() {
                end(connection);
            }
        };
    }

    /** Ends the transaction, and with it the lock. The server ends that of a broken connection. */
    private void end(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("a lease ended with its connection", e);
        } finally {
            pools.giveBack(connection);
        }
    }

    @Override
    public void close() {}
}
