package dev.lastroom.server.processes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One real PostgreSQL for all tests of this package, with durable commits. Every user but the superuser needs a
 * password. It ends with the JVM.
 */
final class Postgres {

    private static final EmbeddedPostgres SERVER = start();

    private Postgres() {}

    private static EmbeddedPostgres start() {
        try {
            Path access = Files.createTempFile("pg_hba", ".conf");
            access.toFile().deleteOnExit();
            Files.writeString(access, "host all postgres all trust\nhost all all all scram-sha-256\n");
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("hba_file", access.toString())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the URL of a database, without a user. */
    static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + SERVER.getPort() + "/" + database;
    }

    /** Returns the URL of a database for the superuser. */
    static String superuserUrl(String database) {
        return url(database) + "?user=postgres";
    }

    /** Executes statements as the superuser. */
    static void execute(String... statements) throws SQLException {
        executeIn("postgres", statements);
    }

    /** Executes statements in a database as the superuser. */
    static void executeIn(String database, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(superuserUrl(database));
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
