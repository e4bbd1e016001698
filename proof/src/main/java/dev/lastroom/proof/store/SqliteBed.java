package dev.lastroom.proof.store;

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
import java.util.List;
import java.util.stream.Stream;

/** SQLite files in a temporary folder, a new one for each run. */
public final class SqliteBed implements TestBed {

    private final Path folder;
    private int files;

    /** @throws IOException if no temporary folder can be made */
    public SqliteBed() throws IOException {
        folder = Files.createTempDirectory("lastroom-simulation-");
        wipe();
    }

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public void wipe() {
        removeFiles();
        files++;
        open().close();
        try (Connection connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            for (String table : List.of("event", "idempotency_key")) {
                statement.execute("""
                        CREATE TRIGGER planted_%1$s BEFORE INSERT ON %1$s WHEN NEW.request_id = '%2$s' BEGIN
                          SELECT RAISE(ABORT, 'planted');
                        END
                        """.formatted(table, FaultyStore.BROKEN_REQUEST));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDBC URL of the file of this run. */
    public String url() {
        return SqliteSettings.URL_PREFIX + file();
    }

    private Path file() {
        return folder.resolve("run-" + files + ".db");
    }

    @Override
    public Store open() {
        return SqliteStore.open(SqliteSettings.of(file()));
    }

    @Override
    public boolean planted() {
        return true;
    }

    private void removeFiles() {
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path file : inside.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        removeFiles();
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
