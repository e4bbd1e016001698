package dev.lastroom.store.sqlite;

import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.files.PrivateFiles;
import dev.lastroom.store.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** A SQLite file in a folder of its own. */
final class SqliteDatabase implements TestDatabase {

    private final Path folder;

    SqliteDatabase() {
        try {
            folder = Files.createTempDirectory("lastroom-sqlite-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return folder.resolve("deep/er/lastroom.db");
    }

    @Override
    public Store open(Duration lockWait, Duration transactionLimit) {
        return SqliteStore.open(SqliteSettings.of(file()).withLimits(lockWait, transactionLimit));
    }

    @Override
    public Connection connect() throws SQLException {
        try {
            PrivateFiles.makeFolder(file());
            PrivateFiles.make(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    @Override
    public void plantTroubles() throws SQLException {
        execute("""
                CREATE TRIGGER slow BEFORE INSERT ON booking WHEN NEW.user_id = 'slow' BEGIN
                  SELECT count(*) FROM (
                    WITH RECURSIVE counting (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < 1000000000)
                    SELECT n FROM counting);
                END
                """, """
                CREATE TRIGGER broken BEFORE INSERT ON booking WHEN NEW.user_id = 'broken' BEGIN
                  SELECT RAISE(ABORT, 'planted');
                END
                """);
    }

    /** SQLite has one lock for the whole file. */
    @Override
    public Connection lock(NightKey night) throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("UPDATE night SET booked = booked");
        }
        return connection;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
