package dev.lastroom.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lastroom.store.jdbc.ConnectionPool;
import dev.lastroom.store.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Connections to one database, of their own for bookings, for reads and for housekeeping: none keeps another waiting. */
final class PostgresPools implements AutoCloseable {

    /** How long a request waits for a connection; then the database is unavailable. */
    private static final Duration CONNECT_WAIT = Duration.ofSeconds(2);

    /**
     * How long a connection that was idle may take to show that it lives. With the driver's five seconds, a single dead
     * one would fail a request that waits for two.
     */
    private static final Duration VALIDATION_WAIT = Duration.ofSeconds(1);

    /** For sweepers, repairs and webhooks, which read with as many threads as there are for housekeeping and recounts. */
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
     * @param hosts of the settings' URL
     * @param schema where the tables are
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
        // To PostgreSQL each connection is a process, so none is opened to try whether it can be, or to lie idle.
        pool.setMinimumIdle(0);
        pool.setInitializationFailTimeout(-1);
        // Else a look whether a connection lives would leave it in a transaction.
        pool.setIsolateInternalQueries(true);
        return new ConnectionPool(pool);
    }

    /** A connection for one transaction of bookings, which is cut if it takes too long. */
    Connection writer() throws SQLException {
        return begun(writers);
    }

    /** The same for a transaction of housekeeping. */
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

    /** Takes back what {@link #writer} or {@link #housekeeper} gave. If it is lost by now, what was committed stays so. */
    void giveBack(Connection connection) {
        watchdog.release(connection);
        try {
            connection.close();
        } catch (SQLException e) {
            // The pool makes another one.
        }
    }

    /** Drops the idle connections: where one is lost the others are likely to be, and each would fail a batch. */
    void renewWriters() {
        writers.getHikariPoolMXBean().softEvictConnections();
        housekeepingWriters.getHikariPoolMXBean().softEvictConnections();
    }

    /**
     * Takes note that a connection broke, or that a commit on it was not answered: the others are likely to be of no use either.
     *
     * @param since when it was taken, by {@link System#nanoTime}
     */
    void broke(long since) {
        hosts.doubt(since);
        renewWriters();
    }

    /** Drops what leads to a primary that was replaced: as soon as it is given back where it is in use. */
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

    /** Begins a read, and watches over it; what it gives ends the watch. */
    Sql.Watch beginRead(Connection connection) throws SQLException {
        watchdog.watch(connection);
        try {
            reading.beginTransaction(connection);
            return () -> watchdog.release(connection);
        } catch (SQLException e) {
            watchdog.release(connection);
            throw e;
        }
    }

    /** Begins a transaction of reads that all see the same, which nobody watches over. */
    void beginSnapshot(Connection connection) throws SQLException {
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
