package dev.lastroom.store.sqlite;

import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.files.PrivateFiles;
import dev.lastroom.store.testkit.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    /** The steps by which SQLite would carry out a statement. */
    static List<String> plan(Connection connection, String sql) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
                ResultSet row = explain.executeQuery()) {
            List<String> steps = new ArrayList<>();
            while (row.next()) {
                steps.add(row.getString("detail"));
            }
            return steps;
        }
    }

    /** The driver runs all statements of a text as an update only. */
    @Override
    public void load(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Override
    public String renumber(long from, long to) {
        return "UPDATE event SET id = " + to + " WHERE id = " + from;
    }

    @Override
    public String bookings(int count) {
        return """
                WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %d)
                INSERT INTO booking (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms,
                  night_prices, total_minor, currency, status, key_value, created_at)
                SELECT printf('%%08x-0000-7000-8000-000000000000', n), 'many', 'ann', 'lisbon', 'deluxe',
                  '2027-01-10', '2027-01-11', 1, '1', 1, 'EUR', 'CONFIRMED', 'k', 0
                FROM numbers
                """.formatted(count);
    }

    /** SQLite writes to no view by itself. */
    @Override
    public void letWaitlistViewBeWrittenTo() throws SQLException {
        execute("""
                CREATE TRIGGER waitlist_joined INSTEAD OF INSERT ON waitlist BEGIN
                  INSERT INTO waitlist_kept VALUES (NEW.id, NEW.owner, NEW.user_id, NEW.property_id, NEW.room_type_id,
                    NEW.start_date, NEW.end_date, NEW.rooms, NEW.guests, NEW.key_value, NEW.joined_at, NEW.status,
                    NEW.ends_at, NEW.offered_at, NEW.watched, NEW.watched_rooms);
                END
                """, """
                CREATE TRIGGER waitlist_went_on INSTEAD OF UPDATE ON waitlist BEGIN
                  UPDATE waitlist_kept SET room_type_id = NEW.room_type_id, start_date = NEW.start_date,
                    end_date = NEW.end_date, rooms = NEW.rooms, guests = NEW.guests, status = NEW.status,
                    ends_at = NEW.ends_at, offered_at = NEW.offered_at, watched = NEW.watched,
                    watched_rooms = NEW.watched_rooms
                  WHERE id = NEW.id;
                END
                """);
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
