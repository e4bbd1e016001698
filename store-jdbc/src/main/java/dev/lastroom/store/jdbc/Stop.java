package dev.lastroom.store.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one thread stop another thread's read. Thread-safe.
 *
 * <p>Protocol: the reading thread registers its current statement, only while it has the connection, under a lock that
 * the stopping thread takes too. So nothing else on that connection is ever cancelled.
 */
public final class Stop {

    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

    private static final ScopedValue<Stop> OF_THIS_READ = ScopedValue.newInstance();

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Statement running;
    private boolean stopped;

    /** Runs {@code read} so that {@link #stop} can stop it. */
    public <T> T during(Supplier<T> read) {
        return ScopedValue.where(OF_THIS_READ, this).call(read::get);
    }

    /** Lets {@code statement} be stopped until the returned watch is closed, if this thread's read can be stopped. */
    static Sql.Scope over(Statement statement) {
        if (!OF_THIS_READ.isBound()) {
            return () -> {};
        }
        Stop stop = OF_THIS_READ.get();
        stop.isAt(statement);
        return () -> stop.isAt(null);
    }

    private void isAt(@Nullable Statement statement) {
        lock.lock();
        try {
            running = statement;
            if (stopped && statement != null) {
                running = null;
                throw SqlFailures.transactionTimeout(null);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops the read now, or at its next statement. A cancel is lost if its statement has not begun yet, so repeat the
     * call.
     */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            if (running != null) {
                running.cancel();
            }
        } catch (SQLException e) {
            LOG.debug("not cancelled", e);
        } finally {
            lock.unlock();
        }
    }
}
