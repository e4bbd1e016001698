package dev.lastroom.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One real PostgreSQL for all tests of a JVM. It ends with the JVM and does not wait for the disk, because no machine
 * crashes here. Tests with real processes check what survives a crash.
 */
final class PostgresServer {

    private static final EmbeddedPostgres SERVER = start();
    private static final HikariDataSource ADMINISTRATION = administration();

    private PostgresServer() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "300")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HikariDataSource administration() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url("postgres"));
        pool.setMinimumIdle(0);
        return pool;
    }

    /** A template with the schema, made on first use, so that tests need not migrate every database. */
    private static final class Template {

        private static final String NAME = migrated("lastroom_template");

        private static String migrated(String name) {
            run("CREATE DATABASE " + name);
            PostgresStore.open(PostgresSettings.of(url(name))).close();
            return name;
        }
    }

    static void createMigrated(String database) {
        run("CREATE DATABASE " + database + " TEMPLATE " + Template.NAME);
    }

    /** Runs a statement about databases on a lasting connection, since PostgreSQL starts a process for each new one. */
    static void run(String sql) {
        try (Connection connection = ADMINISTRATION.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static int port() {
        return SERVER.getPort();
    }

    static String url(String database) {
        return SERVER.getJdbcUrl("postgres", database);
    }
}
