package dev.lastroom.store.sqlite;

import dev.lastroom.engine.store.LockWait;
import dev.lastroom.store.jdbc.Sql;
import dev.lastroom.store.jdbc.SqlFailures;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/**
 * The one connection of this process that writes. Thread-safe.
 *
 * <p>Protocol: a thread takes its turn. Then {@code BEGIN IMMEDIATE} takes the file's write lock, which every other
 * process respects, and only then does the thread read. So what it reads is locked until its commit. The lock wait
 * bounds both waits. After that, SQLite regularly calls the progress handler, which ends a statement that runs past the
 * transaction limit.
 */
final class SqliteWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);

    private static final Duration BRIEF_WAIT = Duration.ofMillis(10);

    /** Steps of SQLite's virtual machine between two looks at the clock: about 100 microseconds. */
    private static final int STEPS_PER_LOOK = 10_000;

    private static final long NO_DEADLINE = Long.MAX_VALUE;

    private final SqliteSettings settings;
    private final SqliteFailures failures;
    private final SQLiteConnection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile long deadline = NO_DEADLINE;

    SqliteWriter(SqliteSettings settings, SQLiteConfig config, SqliteFailures failures) throws SQLException {
        this.settings = settings;
        this.failures = failures;
        this.connection = (SQLiteConnection) config.createConnection(settings.url());
        ProgressHandler.setHandler(connection, STEPS_PER_LOOK, new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() > deadline ? 1 : 0;
            }
        });
    }

    /**
     * The outcome of {@link #transaction}.
     *
     * @param lockWait how long it took to get the write lock
     */
    record Committed<T>(T result, Duration lockWait) {}

    /**
     * Runs {@code work} in a transaction that holds the write lock from its beginning.
     *
     * @throws dev.lastroom.engine.store.StoreException if it did not commit
     */
    <T> Committed<T> transaction(LockWait lockWait, Sql.Function<SqliteWriter, T> work) {
        long start = System.nanoTime();
        long patience = (lockWait == LockWait.FULL ? settings.lockWait() : BRIEF_WAIT).toNanos();
        takeTurn(patience);
        try {
            begin(lockWait, patience - (System.nanoTime() - start));
            long locked = System.nanoTime();
            T result = workAndCommit(work);
            return new Committed<>(result, Duration.ofNanos(locked - start));
        } finally {
            turn.unlock();
        }
    }

    private void takeTurn(long patience) {
        try {
            if (turn.tryLock(patience, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw SqlFailures.inventoryLocked();
    }

    private void begin(LockWait lockWait, long patience) {
        try {
            connection.setBusyTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(patience)));
            execute("BEGIN IMMEDIATE");
        } catch (SQLException e) {
            if (lockWait == LockWait.FULL && SqliteFiles.isBusy(e)) {
                LOG.warn(
                        "The database file {} was locked for {} ms: {} holds the lock",
                        settings.file(),
                        settings.lockWait().toMillis(),
                        SqliteFiles.writtenBy(settings.file()));
            }
            throw failures.toStoreException(e);
        }
    }

    private <T> T workAndCommit(Sql.Function<SqliteWriter, T> work) {
        boolean committed = false;
        deadline = System.nanoTime() + settings.transactionLimit().toNanos();
        try {
            T result = work.apply(this);
            if (System.nanoTime() > deadline) {
                throw SqlFailures.transactionTimeout(null);
            }
            deadline = NO_DEADLINE;
            commit();
            committed = true;
            return result;
        } catch (SQLException e) {
            throw failures.toStoreException(e);
        } finally {
            deadline = NO_DEADLINE;
            if (!committed) {
                rollback();
                forgetStatements();
            }
        }
    }

    private void commit() throws SQLException {
        try {
            execute("COMMIT");
        } catch (SQLException e) {
            if (SqliteFailures.leavesCommitUnknown(e)) {
                throw SqlFailures.outcomeUnknown(e);
            }
            throw e;
        }
    }

    private void rollback() {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has already rolled back, as it does after an interrupt or an I/O error.
        }
    }

    /** Returns a statement of this connection, prepared once. Call it only within {@link #transaction}. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** Returns the statements prepared so far. */
    Set<String> statements() {
        turn.lock();
        try {
            return Set.copyOf(prepared.keySet());
        } finally {
            turn.unlock();
        }
    }

    /** Drops all prepared statements. The driver closes one that fails, and the next transaction must not meet it. */
    private void forgetStatements() {
        for (PreparedStatement statement : prepared.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                // It is closed, as it should be.
            }
        }
        prepared.clear();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            forgetStatements();
            connection.close();
        } catch (SQLException e) {
            throw failures.toStoreException(e);
        } finally {
            turn.unlock();
        }
    }
}
