package dev.lastroom.proof.crash;

import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.crash.Crash.Halt;
import dev.lastroom.proof.crash.Crash.Kill;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A SQLite file in a temporary folder. */
final class DurableSqlite implements CrashBed {

    private final Path folder;

    DurableSqlite() throws IOException {
        folder = Folders.make();
    }

    private Path file() {
        return folder.resolve("hotel.db");
    }

    @Override
    public String url() {
        return SqliteSettings.URL_PREFIX + file();
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public List<Crash> crashes() {
        List<Crash> crashes = new ArrayList<>(List.of(new Kill()));
        for (CrashPoint point : CrashPoint.values()) {
            crashes.add(new Halt(point));
        }
        return crashes;
    }

    @Override
    public Store open() {
        return SqliteStore.open(SqliteSettings.of(file()));
    }

    @Override
    public List<String> recover() throws SQLException {
        List<String> damage = new ArrayList<>();
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
                while (rows.next()) {
                    if (!rows.getString(1).equals("ok")) {
                        damage.add("integrity_check: " + rows.getString(1));
                    }
                }
            }
            try (ResultSet rows = statement.executeQuery("PRAGMA foreign_key_check")) {
                while (rows.next()) {
                    damage.add("foreign_key_check: a row of " + rows.getString(1) + " refers to a missing row");
                }
            }
        }
        return damage;
    }

    @Override
    public void close() throws IOException {
        Folders.remove(folder);
    }
}
