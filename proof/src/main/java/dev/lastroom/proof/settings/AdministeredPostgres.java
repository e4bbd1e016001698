package dev.lastroom.proof.settings;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.proof.crash.Folders;
import dev.lastroom.proof.store.RestartablePostgres;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import dev.lastroom.store.testkit.database.PgBouncer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL with start-up settings that no booking engine would want: it acknowledges what is not yet on disk, and
 * writes it ten seconds later. An immediate stop loses it, unless a session asks for better. Databases are copies of
 * one with a schema.
 */
final class AdministeredPostgres implements AutoCloseable {

    private static final String TEMPLATE = "with_schema";
    private static final int CONNECTIONS = 12;

    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "off",
            "full_page_writes", "off",
            "synchronous_commit", "off",
            "wal_writer_delay", "10s",
            "max_connections", "200");

    private final Path data;
    private final RestartablePostgres server;
    private final @Nullable PgBouncer pooler;

    /** @param pooled whether engines connect through PgBouncer in transaction mode, which must be installed */
    AdministeredPostgres(boolean pooled) throws IOException, SQLException {
        this.data = Folders.make();
        this.server = new RestartablePostgres(data, SETTINGS);
        this.pooler = pooled ? PgBouncer.start(server.port(), "transaction", CONNECTIONS) : null;
        run("postgres", "CREATE DATABASE " + TEMPLATE);
        PostgresStore.open(PostgresSettings.of(server.url(TEMPLATE))).close();
    }

    /** Makes a database, and applies an administrator's settings to it. */
    void create(Administrator administrator) throws SQLException {
        run("postgres", "CREATE DATABASE " + administrator.database() + " TEMPLATE " + TEMPLATE);
        run("postgres", administrator.sql());
    }

    /** Runs a statement directly, not through an engine; an administrator may write where others may not. */
    void run(String database, String sql) throws SQLException {
        String url = server.url(database) + "&options=-c%20default_transaction_read_only=off";
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Opens an engine as a server does, with a low limit on holds. */
    BookingEngine engine(String database, boolean optimistic) {
        String direct = server.url(database);
        String url = pooler != null ? pooler.through(direct) : direct;
        return new BookingEngine(
                PostgresStore.open(PostgresSettings.of(url).withOptimistic(optimistic)),
                EngineSettings.DEFAULT.withRules(HoldLimit.RULES),
                IdSource.secure(),
                EngineListener.NONE);
    }

    /** Stops the server as {@code pg_ctl stop -m immediate} does, and restarts it on what it left on the disk. */
    void stopAtOnceAndStart() throws IOException {
        server.stopNow();
        server.postmaster().onExit().join();
        server.startAgain();
    }

    @Override
    public void close() throws IOException {
        if (pooler != null) {
            pooler.close();
        }
        server.close();
        Folders.remove(data);
    }
}
