package dev.lastroom.proof.store;

import dev.lastroom.engine.store.Store;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import dev.lastroom.store.testkit.database.PgBouncer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL for the simulation alone. Its commits are not durable, since no machine goes down here: tests with
 * real processes show what a killed server keeps.
 */
public final class PostgresBed implements TestBed {

    private static final int POOL_SIZE = 4;

    /**
     * More than the servers of a run have transactions at once: a run may delay one of them while the others
     * continue.
     */
    private static final int CONNECTIONS = 40;

    private final EmbeddedPostgres server;
    private final boolean optimistic;
    private final @Nullable PgBouncer pooler;

    /**
     * Starts the server.
     *
     * @param optimistic whether its stores decide from remembered counts, and guard their writes
     */
    public PostgresBed(boolean optimistic) throws IOException {
        this(optimistic, false);
    }

    /** Starts one whose stores connect through PgBouncer in transaction mode, which must be installed. */
    public static PostgresBed behindPgBouncer() throws IOException {
        return new PostgresBed(false, true);
    }

    private PostgresBed(boolean optimistic, boolean pooled) throws IOException {
        this.optimistic = optimistic;
        server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("max_connections", "200")
                .start();
        pooler = pooled ? PgBouncer.start(server.getPort(), "transaction", CONNECTIONS) : null;
        open().close();
        execute("""
                CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF '%s' = ANY (NEW.request_ids) THEN RAISE EXCEPTION 'planted'; END IF;
                  RETURN NEW;
                END $$
                """.formatted(FaultyStore.BROKEN_REQUEST));
        execute("""
                CREATE FUNCTION planted_key() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  RAISE EXCEPTION 'planted';
                END $$
                """);
        execute("CREATE TRIGGER planted BEFORE INSERT ON event_batch FOR EACH ROW EXECUTE FUNCTION planted()");
        execute("""
                CREATE TRIGGER planted BEFORE INSERT ON idempotency_key FOR EACH ROW
                WHEN (NEW.request_id = '%s') EXECUTE FUNCTION planted_key()
                """.formatted(FaultyStore.BROKEN_REQUEST));
    }

    /** The JDBC URL of its database. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        if (pooler != null) {
            return "pgbouncer";
        }
        return optimistic ? "optimistic" : "postgres";
    }

    @Override
    public void wipe() {
        execute(
                "TRUNCATE property, room_type, night, booking, allotment, allotment_night, waitlist, idempotency_key, event_batch");
    }

    @Override
    public Store open() {
        String way = pooler != null ? pooler.through(url()) : url();
        return PostgresStore.open(
                PostgresSettings.of(way).withPoolSize(POOL_SIZE).withOptimistic(optimistic));
    }

    @Override
    public boolean planted() {
        return true;
    }

    @Override
    public void close() {
        if (pooler != null) {
            pooler.close();
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be stopped", e);
        }
    }
}
