package dev.lastroom.bench.database;

import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A SQLite file made for the bench. It works in this process, so it has no CPU time of its own. */
public final class SqliteBench implements BenchDatabase {

    private final String url;
    private final Path file;
    private final BenchHotel hotel;
    private final Furniture furniture;
    private final Store store;

    private SqliteBench(String url, Path file, BenchHotel hotel) throws SQLException {
        this.url = url;
        this.file = file;
        this.hotel = hotel;
        this.furniture = new Furniture(hotel, "0");
        this.store = openStore();
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            furniture.putInto(connection);
            connection.commit();
        }
    }

    /**
     * Makes the file and furnishes it.
     *
     * @throws IllegalArgumentException if the URL names no file
     */
    public static SqliteBench open(String url, BenchHotel hotel) {
        try {
            return new SqliteBench(url, SqliteSettings.ofUrl(url).file(), hotel);
        } catch (SQLException e) {
            throw new DatabaseException("The database cannot be set up", e);
        }
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String product() {
        return "SQLite " + SingleValue.of(this, "SELECT sqlite_version()");
    }

    /** The store's settings: they belong to its connections, not to the file. */
    @Override
    public Map<String, String> settings() {
        return Map.of("journal_mode", SingleValue.of(this, "PRAGMA journal_mode"), "synchronous", "FULL");
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    @Override
    public Store openStore() {
        return SqliteStore.open(SqliteSettings.ofUrl(url));
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
            connection.setAutoCommit(false);
            for (String table : List.of("booking", "idempotency_key", "event")) {
                statement.execute("DELETE FROM " + table);
            }
            furniture.giveBack(connection);
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            throw new DatabaseException("The bookings cannot be removed", e);
        }
    }

    @Override
    public void store(long bookings) {
        throw new UnsupportedOperationException("growth is measured on PostgreSQL");
    }

    @Override
    public Optional<Duration> cpu() {
        return Optional.empty();
    }

    @Override
    public long bytes() {
        return files().stream().mapToLong(SqliteBench::size).sum();
    }

    @Override
    public long checkpoints() {
        return 0;
    }

    private List<Path> files() {
        return Stream.of("", "-wal", "-shm", ".migrate-lock")
                .map(end -> Path.of(file + end))
                .toList();
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        store.close();
        try {
            for (Path path : files()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be removed", e);
        }
    }
}
