package dev.lastroom.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lastroom.store.jdbc.ConnectionPool;
import dev.lastroom.store.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The connections to one database, in separate pools for bookings, reads and housekeeping, so that none delays another.
 */
final class PostgresPools implements AutoCloseable {

    /** How long a request waits for a connection before the database counts as unavailable. */
    private static final Duration CONNECT_WAIT = Duration.ofSeconds(2);

    /**
     * How long an idle connection may take to show that it lives. With the driver's five seconds, a single dead
     * connection would fail a request that waits for two.
     */
    private static final Duration VALIDATION_WAIT = Duration.ofSeconds(1);

    /** For sweepers, repairs and webhooks, which read with the threads of housekeeping and of recounts. */
    private static final int HOUSEKEEPERS_MAX = 6;

    private final PostgresHosts hosts;
    private final PostgresSession writing;
    private final PostgresSession reading;
    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final HikariDataSource housekeepingWriters;
    private final HikariDataSource housekeepingReaders;
    private final Watchdog watchdog;

    /**
     * Sets up the pools.
     *
     * @param hosts the hosts of the settings' URL
     * @param schema the schema of the tables
     */
    PostgresPools(PostgresHosts hosts, String schema, PostgresSettings settings, int writersMax) {
        this.hosts = hosts;
        this.writing = PostgresSession.writers(settings, schema);
        this.reading = PostgresSession.readers(settings, schema);
        this.writers = pool(hosts, writing, writersMax, false);
        this.readers = pool(hosts, reading, settings.poolSize(), true);
        this.housekeepingWriters = pool(hosts, writing.forHousekeeping(), HOUSEKEEPERS_MAX, false);
        this.housekeepingReaders = pool(hosts, reading.forHousekeeping(), HOUSEKEEPERS_MAX, true);
        this.watchdog = new Watchdog(settings.transactionLimit().plus(settings.networkMargin()));
        hosts.onTakeover(this::renewAll);
    }

    private static HikariDataSource pool(PostgresHosts hosts, PostgresSession session, int size, boolean autoCommit) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("lastroom-postgres-" + session.name());
        pool.setDataSource(new PostgresConnections(() -> hosts.connect(session)));
        pool.setMaximumPoolSize(size);
        pool.setAutoCommit(autoCommit);
        pool.setConnectionTimeout(CONNECT_WAIT.toMillis());
        pool.setValidationTimeout(VALIDATION_WAIT.toMillis());
        // PostgreSQL runs a process for each connection, so none is opened as a test or kept idle.
        pool.setMinimumIdle(0);
        pool.setInitializationFailTimeout(-1);
        // Otherwise checking whether a connection lives would leave it in a transaction.
        pool.setIsolateInternalQueries(true);
        return new ConnectionPool(pool);
    }

    /** Gives a connection for one transaction of bookings. It is cut if the transaction takes too long. */
    Connection writer() throws SQLException {
        return begun(writers);
    }

    /** Gives a connection for one transaction of housekeeping, with the same limit. */
    Connection housekeeper() throws SQLException {
        return begun(housekeepingWriters);
    }

    private Connection begun(HikariDataSource pool) throws SQLException {
        Connection connection = pool.getConnection();
        watchdog.watch(connection);
        try {
            writing.beginTransaction(connection);
            return connection;
        } catch (SQLException e) {
            giveBack(connection);
            throw e;
        }
    }

    /** Takes back a connection of {@link #writer} or {@link #housekeeper}. A lost connection does not undo a commit. */
    void giveBack(Connection connection) {
        watchdog.release(connection);
        try {
            connection.close();
        } catch (SQLException e) {
            // The pool opens another one.
        }
    }

    /** Drops the idle connections: where one is lost the others are likely lost too, and each would fail a batch. */
    void renewWriters() {
        writers.getHikariPoolMXBean().softEvictConnections();
        housekeepingWriters.getHikariPoolMXBean().softEvictConnections();
    }

    /**
     * Records that a connection broke, or that a commit on it got no answer: the others are likely useless too.
     *
     * @param since when the connection was taken, by {@link System#nanoTime}
     */
    void broke(long since) {
        hosts.doubt(since);
        renewWriters();
    }

    /** Drops all connections to a replaced primary; those in use, as soon as they are given back. */
    private void renewAll() {
        renewWriters();
        readers.getHikariPoolMXBean().softEvictConnections();
        housekeepingReaders.getHikariPoolMXBean().softEvictConnections();
    }

    HikariDataSource readers() {
        return readers;
    }

    HikariDataSource housekeepingReaders() {
        return housekeepingReaders;
    }

    /** Begins a read, which the watchdog cuts if it takes too long, and returns the watch. */
    Sql.Scope beginRead(Connection connection) throws SQLException {
        return watched(connection, reading::beginTransaction);
    }

    /** Begins a transaction whose reads all see one snapshot, cut like a read, and returns the watch. */
    Sql.Scope beginSnapshot(Connection connection) throws SQLException {
        return watched(connection, reading::beginSnapshot);
    }

    private Sql.Scope watched(Connection connection, Sql.Consumer<Connection> begin) throws SQLException {
        watchdog.watch(connection);
        try {
            begin.accept(connection);
            return () -> watchdog.release(connection);
        } catch (SQLException e) {
            watchdog.release(connection);
            throw e;
        }
    }

    /** Begins a transaction whose reads all see one snapshot. The watchdog does not watch it. */
    void beginRecount(Connection connection) throws SQLException {
        reading.beginSnapshot(connection);
    }

    @Override
    public void close() {
        writers.close();
        readers.close();
        housekeepingWriters.close();
        housekeepingReaders.close();
        watchdog.close();
    }
}
