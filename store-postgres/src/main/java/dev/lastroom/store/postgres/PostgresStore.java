package dev.lastroom.store.postgres;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Repair;
import dev.lastroom.engine.lane.Coordination;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreClock;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.engine.webhook.WebhookStore;
import dev.lastroom.store.jdbc.JdbcReads;
import dev.lastroom.store.jdbc.JdbcRepair;
import dev.lastroom.store.jdbc.JdbcWebhooks;
import dev.lastroom.store.jdbc.ReadTransactions;
import dev.lastroom.store.jdbc.Sql;
import dev.lastroom.store.jdbc.SqlFailures;
import dev.lastroom.store.postgres.sql.PostgresColumns;
import dev.lastroom.store.postgres.sql.PostgresFailures;
import dev.lastroom.store.postgres.sql.Script;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * The store for production. It locks rows with {@code SELECT … FOR UPDATE} in READ COMMITTED, and a transaction takes
 * two round trips for a whole batch. In optimistic mode it takes one, which relies on remembered counts and proves
 * them.
 *
 * <p>Thread-safe, and correct with any number of servers on one database.
 */
public final class PostgresStore implements Store {

    /** Opened as needed: two for each lane, one for the sweeper, and one to read the time. */
    private static final int WRITERS_MAX = 130;

    /** Measured best on two cores: one lane decides while the other waits for the disk. */
    private static final int LANES = 2;

    /** How long a recount waits for an answer, in transaction limits: ten minutes by default. */
    private static final int RECOUNT_LIMITS = 60;

    /** Connections are set up for index access, so reading all bookings needs this first. */
    private static final String WHOLE_TABLES = "SET LOCAL enable_seqscan = on";

    private static final String BRIEF_LOCK_WAIT = "SET LOCAL lock_timeout = '10ms'";

    private final PostgresColumns columns = new PostgresColumns();
    private final PostgresFailures failures = new PostgresFailures();
    private final PostgresPools pools;
    private final PostgresBatches batches;
    private final Duration transactionLimit;
    private final Duration recountWait;
    private final JdbcReads reads;
    private final JdbcReads housekeeping;
    private final WebhookStore webhooks;
    private volatile Instant sweepFrom = Instant.EPOCH;

    private PostgresStore(PostgresPools pools, PostgresSettings settings) {
        this.pools = pools;
        this.batches = new PostgresBatches(settings.optimistic());
        this.transactionLimit = settings.transactionLimit();
        this.recountWait = transactionLimit.multipliedBy(RECOUNT_LIMITS);
        this.reads = reads(pools.readers());
        this.housekeeping = reads(pools.housekeepingReaders());
        this.webhooks = new JdbcWebhooks(columns, housekeeping, this::commit);
    }

    private JdbcReads reads(DataSource connections) {
        return new JdbcReads(connections, columns, failures, PostgresEvents.SQL, new ReadTransactions() {
            @Override
            public Sql.Scope beginRead(Connection connection) throws SQLException {
                return pools.beginRead(connection);
            }

            @Override
            public Sql.Scope beginSnapshot(Connection connection) throws SQLException {
                return pools.beginSnapshot(connection);
            }

            @Override
            public void beginRecount(Connection connection) throws SQLException {
                PostgresStore.this.beginRecount(connection);
            }
        });
    }

    private <T> T commit(Sql.Function<Sql.Function<String, PreparedStatement>, T> work) {
        return transaction(pools::housekeeper, connection -> {
            T result = work.apply(connection::prepareStatement);
            commit(connection);
            return result;
        });
    }

    private static void commit(Connection connection) throws SQLException {
        new Script(connection).runAndCommit();
    }

    /**
     * Opens a store and brings the schema up to date.
     *
     * @throws StoreException if no host answers as a primary, the schema is newer than this program or cannot be
     *     brought up to date, or the database does not ensure what the promises rely on
     */
    public static PostgresStore open(PostgresSettings settings) {
        PostgresHosts hosts = new PostgresHosts(settings.url());
        String schema = schema(hosts, settings.schema().or(hosts::schema));
        PostgresStore store = new PostgresStore(new PostgresPools(hosts, schema, settings, WRITERS_MAX), settings);
        try {
            store.begin();
            return store;
        } catch (StoreException e) {
            store.close();
            throw e;
        }
    }

    private static String schema(PostgresHosts hosts, Optional<String> named) {
        try {
            return PostgresSchema.bringUpToDate(hosts, named);
        } catch (SQLException e) {
            throw new StoreException(
                    Failure.STORE_UNAVAILABLE, "The database " + hosts + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private void begin() {
        boolean _ = transaction(pools::writer, connection -> {
            PostgresChecks.tables(connection);
            PostgresEvents.goOn(connection);
            commit(connection);
            return true;
        });
    }

    @Override
    public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
        Footprint footprint = Footprint.of(batch);
        if (batches.mayRemember(batch)) {
            try {
                return apply(batch, footprint, decision, lockWait, true);
            } catch (StoreException e) {
                if (e.failure() != Failure.CONCURRENCY_ABORT && !PostgresFailures.isCheckViolation(e.getCause())) {
                    throw e;
                }
                batches.disproved(footprint, e);
            }
        }
        return apply(batch, footprint, decision, lockWait, false);
    }

    private Applied apply(
            List<Request<?>> batch, Footprint footprint, Decision decision, LockWait lockWait, boolean fromMemory) {
        return transaction(pools::writer, connection -> {
            if (lockWait == LockWait.BRIEF) {
                execute(connection, BRIEF_LOCK_WAIT);
            }
            return batches.apply(connection, batch, footprint, decision, fromMemory);
        });
    }

    /**
     * Sweeps the oldest first. Swept keys stay in the index until a vacuum, so a sweep with more to do continues where
     * it stopped, and starts over after the end.
     */
    @Override
    public int sweepKeys(Instant before, int limit) {
        return transaction(pools::housekeeper, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    WITH swept AS (
                      DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
                        SELECT ctid FROM idempotency_key WHERE created_at >= ? AND created_at < ?
                        ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED))
                      RETURNING created_at)
                    SELECT count(*) AS keys, max(created_at) AS latest FROM swept
                    """)) {
                columns.bindAll(statement, sweepFrom, before, limit);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    int swept = row.getInt("keys");
                    Instant latest = columns.instant(row, "latest");
                    commit(connection);
                    sweepFrom = latest == null || swept < limit ? Instant.EPOCH : latest;
                    return swept;
                }
            }
        });
    }

    @Override
    public List<Repair> repair(SortedSet<NightKey> nights, Instant at) {
        return transaction(pools::housekeeper, connection -> {
            execute(connection, WHOLE_TABLES);
            JdbcRepair repair = new JdbcRepair(connection::prepareStatement, columns, "FOR UPDATE");
            List<Repair> repairs = repair.repair(nights, at);
            commit(connection);
            return repairs;
        });
    }

    /** Rolls back what {@code work} has not committed. */
    private <T> T transaction(Connections from, Sql.Function<Connection, T> work) {
        Connection connection = connect(from);
        long start = System.nanoTime();
        boolean committed = false;
        try {
            T result = work.apply(connection);
            committed = true;
            return result;
        } catch (SQLException e) {
            throw toStoreException(e, start);
        } catch (StoreException e) {
            if (e.failure() == Failure.OUTCOME_UNKNOWN) {
                pools.broke(start);
            }
            throw e;
        } finally {
            if (!committed) {
                rollback(connection);
            }
            pools.giveBack(connection);
        }
    }

    /** The source of a transaction's connection. */
    @FunctionalInterface
    private interface Connections {
        Connection take() throws SQLException;
    }

    private Connection connect(Connections from) {
        try {
            return from.take();
        } catch (SQLException e) {
            pools.renewWriters();
            throw failures.toStoreException(e);
        }
    }

    /**
     * The server ends a transaction at its limit by closing the connection, often before the client reads the reason.
     */
    private StoreException toStoreException(SQLException e, long start) {
        StoreException failure = failures.toStoreException(e);
        if (failure.failure() != Failure.STORE_UNAVAILABLE) {
            return failure;
        }
        pools.broke(start);
        return System.nanoTime() - start >= transactionLimit.toNanos() ? SqlFailures.transactionTimeout(e) : failure;
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is lost, and the transaction with it.
        }
    }

    /**
     * A recount reads whole tables and may take longer than a booking, so it lifts the server's limits for itself. The
     * network time-out still bounds it.
     */
    private void beginRecount(Connection connection) throws SQLException {
        Executor inPlace = Runnable::run;
        connection.setNetworkTimeout(inPlace, Math.toIntExact(recountWait.toMillis()));
        pools.beginRecount(connection);
        execute(
                connection,
                "SELECT set_config(name, '0', true) FROM pg_settings WHERE name IN "
                        + "('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout')");
        execute(connection, WHOLE_TABLES);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Reads reads() {
        return reads;
    }

    @Override
    public Reads housekeeping() {
        return housekeeping;
    }

    @Override
    public WebhookStore webhooks() {
        return webhooks;
    }

    @Override
    public Optional<StoreClock> clock() {
        return Optional.of(this::readClock);
    }

    /** Uses a connection for writing: those for reading may all be taken, and bookings wait for this. */
    private StoreClock.Sample readClock() {
        return transaction(pools::writer, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT clock_timestamp() AS time")) {
                long sent = System.nanoTime();
                try (ResultSet row = statement.executeQuery()) {
                    long received = System.nanoTime();
                    row.next();
                    Instant time = Objects.requireNonNull(columns.instant(row, "time"));
                    connection.commit();
                    return new StoreClock.Sample(time, sent, received);
                }
            }
        });
    }

    /** Leases that this database keeps, for servers that share it. They use the store's connections. */
    public Coordination coordination() {
        return new PostgresCoordination(pools);
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void close() {
        pools.close();
    }
}
