package dev.lastroom.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lastroom.store.jdbc.ConnectionPool;
import dev.lastroom.store.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;

/** Connections to one database: some that write, and some that read and can never keep a booking waiting. */
final class PostgresPools implements AutoCloseable {

    /** How long a request waits for a connection; then the database is unavailable. */
    private static final Duration CONNECT_WAIT = Duration.ofSeconds(2);

    /**
     * How long a connection that was idle may take to show that it lives. With the driver's five seconds, a single dead
     * one would fail a request that waits for two.
     */
    private static final Duration VALIDATION_WAIT = Duration.ofSeconds(1);

    /**
     * The server ends a statement at its limit with an error, but a transaction by closing the connection: let the
     * former come first where one statement takes all the time.
     */
    private static final double STATEMENT_SHARE = 0.95;

    /**
     * transaction_timeout came with PostgreSQL 17. Before that, the others bound each statement and each pause between
     * two, so that the locks of a client that is gone are let go.
     */
    private static final String LIMITS = """
            SELECT set_config('lock_timeout', '%d', false),
                   set_config('statement_timeout', '%d', false),
                   set_config('idle_in_transaction_session_timeout', '%d', false),
                   CASE WHEN current_setting('server_version_num')::int >= 170000
                        THEN set_config('transaction_timeout', '%d', false) END
            """;

    /**
     * Statements are planned once: to plan a search anew takes longer than to carry it out. So no plan may be one for a table
     * that was new and small, and read all of it once it is neither.
     */
    private static final String PLAN_ONCE = """
            , set_config('plan_cache_mode', 'force_generic_plan', false),
              set_config('enable_seqscan', 'off', false),
              set_config('jit', 'off', false)
            """;

    /**
     * Writers touch a few rows by key, and lock them in the order of the keys: a bitmap scan would do so in that of the
     * table. Workers to help with that take ten milliseconds to start.
     */
    private static final String KEY_ACCESS_ONLY = """
            , set_config('enable_hashjoin', 'off', false),
              set_config('enable_mergejoin', 'off', false),
              set_config('enable_bitmapscan', 'off', false),
              set_config('max_parallel_workers_per_gather', '0', false)
            """;

    /** For sweepers, repairs and webhooks, which read with as many threads as there are for housekeeping and recounts. */
    private static final int HOUSEKEEPERS_MAX = 6;

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final HikariDataSource housekeepingWriters;
    private final HikariDataSource housekeepingReaders;
    private final Watchdog watchdog;

    PostgresPools(PostgresSettings settings, int writersMax) {
        this.writers = pool(settings, "writers", writersMax, false);
        this.readers = pool(settings, "readers", settings.poolSize(), true);
        this.housekeepingWriters = pool(settings, "housekeeping-writers", HOUSEKEEPERS_MAX, false);
        this.housekeepingReaders = pool(settings, "housekeeping-readers", HOUSEKEEPERS_MAX, true);
        this.watchdog = new Watchdog(settings.transactionLimit().plus(settings.networkMargin()));
    }

    /**
     * Connections for the time in which a store opens. Migrating takes one after the other, many times, and to PostgreSQL
     * each new one is a new process.
     */
    static HikariDataSource opening(DataSource database) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("lastroom-postgres-opening");
        pool.setDataSource(database);
        onlyWhatIsNeeded(pool);
        pool.setIsolateInternalQueries(true);
        return new HikariDataSource(pool);
    }

    /** To PostgreSQL each connection is a process, so none is opened to try whether it can be, or to lie idle. */
    private static void onlyWhatIsNeeded(HikariConfig pool) {
        pool.setMinimumIdle(0);
        pool.setInitializationFailTimeout(-1);
    }

    private static HikariDataSource pool(PostgresSettings settings, String name, int size, boolean readOnly) {
        long limitMillis = settings.transactionLimit().toMillis();
        long networkSeconds =
                settings.transactionLimit().plus(settings.networkMargin()).toSeconds();
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("lastroom-postgres-" + name);
        pool.setJdbcUrl(settings.url());
        pool.setMaximumPoolSize(size);
        onlyWhatIsNeeded(pool);
        pool.setAutoCommit(readOnly);
        pool.setReadOnly(readOnly);
        pool.setConnectionTimeout(CONNECT_WAIT.toMillis());
        pool.setValidationTimeout(VALIDATION_WAIT.toMillis());
        pool.addDataSourceProperty("ApplicationName", "lastroom-" + name);
        pool.addDataSourceProperty("socketTimeout", Long.toString(networkSeconds));
        pool.addDataSourceProperty("connectTimeout", Long.toString(CONNECT_WAIT.toSeconds()));
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("binaryTransferEnable", ColumnArray.TYPES);
        // What a row holds is nothing for a log: without this, errors quote the values of a statement and of its row.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        // Batches repeat the same few statements: prepare them on the server at once.
        pool.addDataSourceProperty("prepareThreshold", "1");
        pool.addDataSourceProperty("readOnlyMode", "always");
        // Else the statement below would leave each new connection in a transaction, and a rollback undo it.
        pool.setIsolateInternalQueries(true);
        pool.setConnectionInitSql(LIMITS.formatted(
                        settings.lockWait().toMillis(),
                        (long) (STATEMENT_SHARE * limitMillis),
                        limitMillis,
                        limitMillis)
                + PLAN_ONCE
                + (readOnly ? "" : KEY_ACCESS_ONLY));
        return new ConnectionPool(pool);
    }

    /** A connection for one transaction of bookings, which is cut if it takes too long. */
    Connection writer() throws SQLException {
        return watched(writers);
    }

    /** The same for a transaction of housekeeping. */
    Connection housekeeper() throws SQLException {
        return watched(housekeepingWriters);
    }

    private Connection watched(HikariDataSource pool) throws SQLException {
        Connection connection = pool.getConnection();
        watchdog.watch(connection);
        return connection;
    }

    /** Takes back what {@link #writer} or {@link #housekeeper} gave. If it is lost by now, what was committed stays committed. */
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

    HikariDataSource readers() {
        return readers;
    }

    HikariDataSource housekeepingReaders() {
        return housekeepingReaders;
    }

    /** Watches over a read; what it gives ends the watch. */
    Function<Connection, Sql.Watch> readerWatch() {
        return connection -> {
            watchdog.watch(connection);
            return () -> watchdog.release(connection);
        };
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
