package dev.lastroom.store.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By which one thread stops what another one reads. Thread-safe.
 *
 * <p>Protocol: whoever reads says which statement it is at, and no longer than it has the connection, under a lock that who
 * stops it takes too: so nothing else on that connection is ever cancelled.
 */
public final class Stop {

    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

    private static final ScopedValue<Stop> OF_THIS_READ = ScopedValue.newInstance();

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Statement running;
    private boolean stopped;

    /** Does {@code read} so that {@link #stop} stops it. */
    public <T> T during(Supplier<T> read) {
        return ScopedValue.where(OF_THIS_READ, this).call(read::get);
    }

    /** Lets {@code statement} be stopped, if what this thread reads can be, until the end of what is given. */
    static Sql.Watch over(Statement statement) {
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

    /** Stops it now, or at its next statement. A cancel is lost if it comes before its statement has begun: so try it again. */
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
