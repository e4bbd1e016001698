package dev.lastroom.bench.database;

import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A schema of its own in a PostgreSQL database; the rest of the database stays untouched. */
public final class PostgresBench implements BenchDatabase {

    private static final List<String> SETTINGS = List.of(
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_level",
            "wal_compression",
            "shared_buffers",
            "max_wal_size",
            "checkpoint_timeout",
            "autovacuum");

    private final String databaseUrl;
    private final String schema;
    private final BenchHotel hotel;
    private final Furniture furniture;
    private final Store store;
    private final @Nullable ServerProcesses processes;

    private PostgresBench(String databaseUrl, String schema, BenchHotel hotel) throws SQLException {
        this.databaseUrl = databaseUrl;
        this.schema = schema;
        this.hotel = hotel;
        this.furniture = new Furniture(hotel, "'epoch'");
        this.store = openStore();
        try (Connection connection = connect()) {
            furniture.putInto(connection);
            this.processes = ServerProcesses.of(connection);
        }
        settle();
    }

    /**
     * Makes the schema and furnishes it.
     *
     * @param databaseUrl a JDBC URL of a database in which schemas can be made
     * @param schema its name, in lower-case letters, digits and underscores
     */
    public static PostgresBench open(String databaseUrl, String schema, BenchHotel hotel) {
        try {
            onDatabase(databaseUrl, "CREATE SCHEMA " + schema);
            return new PostgresBench(databaseUrl, schema, hotel);
        } catch (SQLException e) {
            throw new DatabaseException("The database cannot be set up", e);
        }
    }

    private static void onDatabase(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String url() {
        return databaseUrl + (databaseUrl.contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }

    @Override
    public String product() {
        return "PostgreSQL " + SingleValue.of(this, "SHOW server_version");
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        SETTINGS.forEach(name -> settings.put(name, SingleValue.of(this, "SHOW " + name)));
        if (processes != null) {
            settings.putAll(processes.allocator());
        }
        return settings;
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    @Override
    public Store openStore() {
        return PostgresStore.open(PostgresSettings.of(url()));
    }

    @Override
    public Reads reads() {
        return store.reads();
    }

    @Override
    public BenchHotel hotel() {
        return hotel;
    }

    @Override
    public void reset() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE booking, idempotency_key, event_batch");
            furniture.giveBack(connection);
        } catch (SQLException e) {
            throw new DatabaseException("The bookings cannot be removed", e);
        }
        settle();
    }

    @Override
    public void store(long bookings) {
        try (Connection connection = connect()) {
            new PastBookings(hotel).store(connection, bookings);
        } catch (SQLException e) {
            throw new DatabaseException("The bookings cannot be stored", e);
        }
    }

    /** Vacuums now, so that the next round does not pay for this one. */
    private void settle() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE night, room_type, property");
        } catch (SQLException e) {
            throw new DatabaseException("The tables cannot be vacuumed", e);
        }
    }

    @Override
    public Optional<Duration> cpu() {
        return Optional.ofNullable(processes).map(ServerProcesses::cpu);
    }

    @Override
    public long bytes() {
        String tables = SingleValue.of(this, """
                SELECT sum(pg_total_relation_size(oid)) FROM pg_class
                WHERE relkind = 'r' AND relnamespace = '%s'::regnamespace
                """.formatted(schema));
        return Long.parseLong(tables) + walBytes();
    }

    private long walBytes() {
        try {
            return Long.parseLong(SingleValue.of(this, "SELECT coalesce(sum(size), 0) FROM pg_ls_waldir()"));
        } catch (DatabaseException e) {
            // Only for members of pg_monitor: other users see the tables alone.
            return 0;
        }
    }

    /** This view exists from PostgreSQL 17 on. */
    @Override
    public long checkpoints() {
        return Integer.parseInt(SingleValue.of(this, "SHOW server_version_num")) < 170_000
                ? 0
                : Long.parseLong(SingleValue.of(this, "SELECT num_timed + num_requested FROM pg_stat_checkpointer"));
    }

    @Override
    public void close() {
        store.close();
        try {
            onDatabase(databaseUrl, "DROP SCHEMA " + schema + " CASCADE");
        } catch (SQLException e) {
            throw new DatabaseException("The schema " + schema + " cannot be dropped", e);
        }
    }
}
