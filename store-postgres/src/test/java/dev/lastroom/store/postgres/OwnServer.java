package dev.lastroom.store.postgres;

import dev.lastroom.engine.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** A server for one test, which may configure and stop it. */
final class OwnServer implements AutoCloseable {

    private final Path data;
    private EmbeddedPostgres server;

    OwnServer(Path folder) throws IOException {
        this.data = folder.resolve("data");
        this.server = start();
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** Restarts as a standby whose primary sends nothing. */
    void becomeStandby() throws IOException {
        server.close();
        Files.createFile(data.resolve("standby.signal"));
        server = start();
    }

    int port() {
        return server.getPort();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port() + "/postgres?user=postgres";
    }

    Store open(boolean optimistic) {
        return PostgresStore.open(PostgresSettings.of(url()).withOptimistic(optimistic));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    void run(String... statements) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
