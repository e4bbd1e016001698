package dev.lastroom.store.postgres;

import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A database of its own on the shared server. */
final class PostgresDatabase implements TestDatabase {

    private static final long LOOK_NANOS = 2_000_000;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "lastroom_" + COUNT.incrementAndGet();

    private final boolean optimistic;
    private final UnaryOperator<String> way;

    PostgresDatabase() {
        this(false);
    }

    /** Makes a database whose stores are optimistic or not. */
    PostgresDatabase(boolean optimistic) {
        this(optimistic, PostgresServer::createMigrated, UnaryOperator.identity());
    }

    private PostgresDatabase(boolean optimistic, Consumer<String> create, UnaryOperator<String> way) {
        this.optimistic = optimistic;
        this.way = way;
        create.accept(name);
    }

    /** Makes an empty database. The first store that opens it makes the schema. */
    static PostgresDatabase empty() {
        return new PostgresDatabase(
                false, name -> PostgresServer.run("CREATE DATABASE " + name), UnaryOperator.identity());
    }

    /** Makes a database whose stores connect through PgBouncer in transaction mode. The test connects directly. */
    static PostgresDatabase behindPgBouncer(boolean optimistic) {
        UnaryOperator<String> way = Poolers.in("transaction");
        return new PostgresDatabase(optimistic, PostgresServer::createMigrated, way);
    }

    /** Forbids new connections and ends the open ones, or allows connections again. */
    void allowConnections(boolean allow) {
        PostgresServer.run("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + allow);
        if (!allow) {
            PostgresServer.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
        }
    }

    String name() {
        return name;
    }

    String url() {
        return PostgresServer.url(name);
    }

    @Override
    public Store open(Duration lockWait, Duration transactionLimit) {
        return PostgresStore.open(PostgresSettings.of(way.apply(url()))
                .withLimits(lockWait, transactionLimit)
                .withPoolSize(4)
                .withOptimistic(optimistic));
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    @Override
    public void plantTroubles() throws SQLException {
        execute("""
                CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  CASE NEW.user_id
                    WHEN 'slow' THEN PERFORM pg_sleep(60);
                    WHEN 'broken' THEN RAISE EXCEPTION 'planted';
                    ELSE NULL;
                  END CASE;
                  RETURN NEW;
                END $$
                """, "CREATE TRIGGER planted BEFORE INSERT ON booking FOR EACH ROW EXECUTE FUNCTION planted()");
    }

    @Override
    public Connection lock(NightKey night) throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement(
                "SELECT * FROM night WHERE room_type_id = ? AND stay_date = ? FOR UPDATE")) {
            statement.setString(1, night.roomTypeId().value());
            statement.setObject(2, night.date());
            statement.executeQuery().close();
        }
        return connection;
    }

    @Override
    public void awaitEvents() throws SQLException {
        await("SELECT coalesce(max(batch), 0) <= event_horizon() FROM event_batch");
    }

    @Override
    public void load(String sql) throws SQLException {
        PostgresServer.run("DROP DATABASE " + name);
        PostgresServer.run("CREATE DATABASE " + name);
        execute(sql);
    }

    @Override
    public String renumber(long from, long to) {
        return "UPDATE event_batch SET batch = " + to + " WHERE batch = " + from;
    }

    @Override
    public String bookings(int count) {
        return """
                INSERT INTO booking (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms,
                  night_prices, total_minor, currency, status, key_value, created_at)
                SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'many', 'ann', 'lisbon',
                  'deluxe', '2027-01-10', '2027-01-11', 1, '1', 1, 'EUR', 'CONFIRMED', 'k', now()
                FROM generate_series(1, %d) n
                """.formatted(count);
    }

    /** Replaces the function that locks by a number, in this database alone, with one that does {@code instead}. */
    void replaceLock(String instead) throws SQLException {
        execute(
                "ALTER FUNCTION pg_catalog.pg_advisory_xact_lock(bigint) RENAME TO pg_advisory_xact_lock_before",
                "CREATE FUNCTION pg_catalog.pg_advisory_xact_lock(bigint) RETURNS void LANGUAGE sql AS '" + instead
                        + "'");
    }

    /** Waits until this many transactions on this database wait for locks. */
    void awaitBlocked(int transactions) throws SQLException {
        await("SELECT count(*) >= " + transactions
                + " FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
    }

    /** Waits until the statistics show that an index was used. */
    void awaitUseOf(String index) throws SQLException {
        await("SELECT idx_scan > 0 FROM pg_stat_user_indexes WHERE indexrelname = '" + index + "'");
    }

    private void await(String condition) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.prepareStatement(condition)) {
            boolean met = false;
            while (!met) {
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    met = row.getBoolean(1);
                }
                // Others need the processor to get to what this waits for.
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    @Override
    public void close() {
        PostgresServer.run("DROP DATABASE " + name + " WITH (FORCE)");
    }
}
