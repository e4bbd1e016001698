package dev.lastroom.store.sqlite;

import dev.lastroom.store.jdbc.Migrations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The schema of a SQLite file, and the lock under which it is brought up to date. */
final class SqliteSchema {

    private static final String LOCATION = "db/sqlite";

    private SqliteSchema() {}

    /** What is done with a file while no other process opens it. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException, SQLException;
    }

    /**
     * Does something that takes more than one transaction under a lock beside the database file: SQLite has no lock that
     * spans several. Two processes that start at once on a new file would both find nothing and both begin; and one that
     * starts while another file takes the place of the database would sell the rooms of the old one.
     */
    static <T> T underLock(Path database, Action<T> action) throws IOException, SQLException {
        Path lockFile = Path.of(database.toAbsolutePath() + ".migrate-lock");
        synchronized (SqliteSchema.class) {
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                return action.run();
            }
        }
    }

    /** Brings a file to the schema of this program. */
    static void migrate(SqliteSettings settings, SQLiteConfig config) {
        config.setBusyTimeout((int) settings.lockWait().toMillis());
        Migrations.migrate(dataSource(settings.url(), config), LOCATION);
    }

    /**
     * The version of a file's schema.
     *
     * @throws dev.lastroom.engine.store.StoreException if it is newer than this program, or there is none
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
