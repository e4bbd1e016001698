package dev.lastroom.simulation.settings;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.EngineListener;
import dev.lastroom.engine.EngineSettings;
import dev.lastroom.engine.IdSource;
import dev.lastroom.simulation.crash.Folders;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import dev.lastroom.store.testkit.PgBouncer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL that was started as no booking engine would want it: it acknowledges what is not on disk yet, and writes that
 * ten seconds later. An immediate stop loses it, unless a session asks for better. Databases are copies of one with a schema.
 */
final class AdministeredPostgres implements AutoCloseable {

    private static final String TEMPLATE = "with_schema";
    private static final int CONNECTIONS = 12;

    private final Path data;
    private final @Nullable PgBouncer pooler;
    private EmbeddedPostgres server;

    /** @param pooled whether engines get at it by way of PgBouncer in transaction mode, which must be installed */
    AdministeredPostgres(boolean pooled) throws IOException, SQLException {
        this.data = Folders.make();
        this.server = start(0);
        this.pooler = pooled ? PgBouncer.start(server.getPort(), "transaction", CONNECTIONS) : null;
        run("postgres", "CREATE DATABASE " + TEMPLATE);
        PostgresStore.open(PostgresSettings.of(url(TEMPLATE))).close();
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("wal_writer_delay", "10s")
                .setServerConfig("max_connections", "200");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /** Makes a database, and has an administrator set it. */
    void create(Administrator administrator) throws SQLException {
        run("postgres", "CREATE DATABASE " + administrator.database() + " TEMPLATE " + TEMPLATE);
        run("postgres", administrator.sql());
    }

    /** Runs a statement past every engine; an administrator may write where others may not. */
    void run(String database, String sql) throws SQLException {
        String url = url(database) + "&options=-c%20default_transaction_read_only=off";
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String url(String database) {
        return server.getJdbcUrl("postgres", database);
    }

    /** Opens an engine, as a server has one, with a low limit of holds. */
    BookingEngine engine(String database, boolean optimistic) {
        String url = pooler != null ? pooler.through(url(database)) : url(database);
        return new BookingEngine(
                PostgresStore.open(PostgresSettings.of(url).withOptimistic(optimistic)),
                EngineSettings.DEFAULT.withRules(HoldLimit.RULES),
                IdSource.secure(),
                EngineListener.NONE);
    }

    /** Stops the server as {@code pg_ctl stop -m immediate} does, and starts it again on what it has left on the disk. */
    void stopAtOnceAndStart() throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
        ProcessHandle process = ProcessHandle.of(Long.parseLong(pid.strip()))
                .orElseThrow(() -> new IOException("PostgreSQL has no process " + pid));
        new ProcessBuilder("kill", "-QUIT", pid.strip()).start();
        process.onExit().join();
        int port = server.getPort();
        server.close();
        server = start(port);
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
