package dev.lastroom.store.sqlite;

import dev.lastroom.store.jdbc.Migrations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Brings a SQLite file to the schema of this program. */
final class SqliteSchema {

    private SqliteSchema() {}

    /**
     * Migrates under a lock of its own beside the database file, since two processes that start at once on a new file
     * would both find nothing and both begin: SQLite has no lock that spans several transactions.
     */
    static void migrate(SqliteSettings settings, SQLiteConfig config) throws IOException {
        config.setBusyTimeout((int) settings.lockWait().toMillis());
        SQLiteDataSource database = new SQLiteDataSource(config);
        database.setUrl(settings.url());
        Path lockFile = Path.of(settings.file().toAbsolutePath() + ".migrate-lock");
        synchronized (SqliteSchema.class) {
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                Migrations.migrate(database, "db/sqlite");
            }
        }
    }
}
