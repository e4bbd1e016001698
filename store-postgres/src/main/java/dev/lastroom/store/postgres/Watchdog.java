package dev.lastroom.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts connections that are in use for too long. The driver's socket time-out bounds each wait for data, but an answer
 * that comes a few bytes at a time never reaches it. Thread-safe.
 */
final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final long limitNanos;
    private final Map<Connection, Long> since = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock;

    /**
     * Starts the watch.
     *
     * @param limit how long a connection may be in use; it is cut within a tenth of that more
     */
    Watchdog(Duration limit) {
        this.limitNanos = limit.toNanos();
        this.clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("lastroom-postgres-watchdog").daemon().factory());
        long period = Math.max(1, limitNanos / 10);
        ScheduledFuture<?> _ = clock.scheduleWithFixedDelay(this::look, period, period, TimeUnit.NANOSECONDS);
    }

    /** Marks the connection as in use until {@link #release}. */
    void watch(Connection connection) {
        since.put(connection, System.nanoTime());
    }

    void release(Connection connection) {
        since.remove(connection);
    }

    private void look() {
        long now = System.nanoTime();
        since.forEach((connection, start) -> {
            if (now - start > limitNanos && since.remove(connection, start)) {
                cut(connection);
            }
        });
    }

    private static void cut(Connection connection) {
        LOG.warn("closing a connection to the database: its work took too long");
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // It was given back or closed in the meantime. Thrown here, a failure would end the watch for good.
            LOG.debug("the connection could not be closed", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
