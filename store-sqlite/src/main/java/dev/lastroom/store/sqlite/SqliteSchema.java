package dev.lastroom.store.sqlite;

import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.files.LockFile;
import dev.lastroom.store.files.PrivateFiles;
import dev.lastroom.store.jdbc.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The schema of a SQLite file, and the lock under which it is brought up to date. */
final class SqliteSchema {

    private static final String LOCATION = "db/sqlite";

    private SqliteSchema() {}

    /** How long to wait for the lock, in lock waits. A migration in progress may be indexing all bookings. */
    private static final int LOCK_WAITS = 12;

    /**
     * Runs an action of more than one transaction under a lock next to the database file, since SQLite has no lock that
     * spans several. Without it, two processes that start at once on a new file would both find nothing and both begin;
     * and one that starts while a restore replaces the database would sell the rooms of the old one.
     *
     * @throws dev.lastroom.store.files.FileLockedException if another has the lock for longer than 12 lock waits
     */
    static <T> T underLock(SqliteSettings database, LockFile.Action<T, SQLException> action)
            throws IOException, SQLException {
        return LockFile.hold(
                PrivateFiles.companion(database.file(), SqliteFiles.LOCK),
                database.lockWait().multipliedBy(LOCK_WAITS),
                action);
    }

    /** Brings a file to this program's schema. */
    static void migrate(SqliteSettings settings, SQLiteConfig config) {
        config.setBusyTimeout((int) settings.lockWait().toMillis());
        try {
            Migrations.migrate(dataSource(settings.url(), config), LOCATION, new SqliteRemedies(settings.file()));
        } catch (StoreException e) {
            if (SqliteFiles.isBusy(e)) {
                throw SqliteFiles.broken(
                        "The database file " + settings.file() + " is locked: " + SqliteFiles.writtenBy(settings.file())
                                + " writes to it",
                        e);
            }
            throw e;
        }
    }

    /**
     * Returns the version of a file's schema.
     *
     * @throws StoreException if it is newer than this program, or there is none
     */
    static String version(Path file) {
        return Migrations.version(
                dataSource(SqliteSettings.URL_PREFIX + file.toAbsolutePath(), new SQLiteConfig()), LOCATION);
    }

    private static SQLiteDataSource dataSource(String url, SQLiteConfig config) {
        SQLiteDataSource database = new SQLiteDataSource(config);
        database.setUrl(url);
        return database;
    }
}
