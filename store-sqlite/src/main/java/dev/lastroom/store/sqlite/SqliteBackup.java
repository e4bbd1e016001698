package dev.lastroom.store.sqlite;

import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.files.PrivateFiles;
import dev.lastroom.store.sqlite.SqliteSnapshot.Original;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Backs up a SQLite database to a file while servers book on it, and restores such a file. Thread-safe. */
public final class SqliteBackup {

    private static final DateTimeFormatter IN_A_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private SqliteBackup() {}

    /**
     * A file that was made.
     *
     * @param file its path
     * @param bytes its size
     * @param schemaVersion the version of its schema
     * @param keptAside the new path of the database that it replaced; null if there was none
     */
    public record Copy(
            Path file,
            long bytes,
            String schemaVersion,
            @Nullable Path keptAside) {}

    /**
     * Writes a consistent copy with everything that was acknowledged before the call. The file gets its name only when
     * it is whole, checked and on disk.
     *
     * @param replace whether a file of that name may be replaced
     * @param bytesCopied receives the progress now and then
     * @throws StoreException if it could not be made; then no new file has that name
     */
    public static Copy backup(SqliteSettings database, Path file, boolean replace, LongConsumer bytesCopied) {
        requireFile(database.file());
        requireOther(file, database.file());
        requireFree(file, replace);
        requireFolder(SqliteFiles.folderOf(file));
        try {
            SqliteFiles.requirePrivate(database.file());
            Path place = privatePlace(file);
            try (SqliteSnapshot snapshot = SqliteSnapshot.of(
                    database.file(), Original.IN_USE, SqliteFiles.folderOf(place), database.lockWait(), bytesCopied)) {
                snapshot.moveTo(place, replace);
                return new Copy(file, Files.size(file), snapshot.schemaVersion(), null);
            }
        } catch (IOException | SQLException e) {
            throw SqliteFiles.broken("The backup " + file + " cannot be made: " + reason(e), e);
        }
    }

    /**
     * Puts a backup in the place of a database. The old database stays in the same folder under another name.
     *
     * @param replace whether there may be a database already
     * @param at the time, which becomes part of the old one's name
     * @param bytesCopied receives the progress now and then
     * @throws StoreException if it could not be done, for example because a server has the database open; then nothing
     *     changed
     */
    public static Copy restore(
            Path file, SqliteSettings database, boolean replace, Instant at, LongConsumer bytesCopied) {
        requireFile(file);
        requireOther(file, database.file());
        requireFree(database.file(), replace);
        try {
            PrivateFiles.makeFolder(database.file());
            SqliteFiles.requirePrivate(database.file());
            SqliteSettings real = database.withRealFile();
            Path target = real.file();
            try (SqliteSnapshot snapshot = SqliteSnapshot.of(
                    file, Original.KEPT, SqliteFiles.folderOf(target), database.lockWait(), bytesCopied)) {
                Optional<Path> aside = SqliteSchema.underLock(real, () -> {
                    Optional<Path> kept = keepAside(target, at);
                    snapshot.moveTo(target, replace);
                    return kept;
                });
                return new Copy(target, Files.size(target), snapshot.schemaVersion(), aside.orElse(null));
            }
        } catch (IOException | SQLException e) {
            throw SqliteFiles.broken("The backup " + file + " cannot be restored: " + reason(e), e);
        }
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw SqliteFiles.broken("There is no file " + file, null);
        }
    }

    private static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw SqliteFiles.broken("There is no folder " + folder, null);
        }
    }

    /**
     * Prepares the place for a backup. Anyone who may write in its folder could put another file in its place, which a
     * restore would trust. An existing file is replaced.
     */
    private static Path privatePlace(Path file) throws IOException {
        Path place = PrivateFiles.real(file);
        PrivateFiles.requireFolder(place);
        return place;
    }

    private static void requireFree(Path file, boolean replace) {
        if (Files.exists(file) && !replace) {
            throw SqliteFiles.broken(file + " already exists: add --force to replace it", null);
        }
    }

    private static void requireOther(Path file, Path database) {
        try {
            if (Files.exists(file) && Files.exists(database) && Files.isSameFile(file, database)) {
                throw SqliteFiles.broken(file + " is the database itself", null);
            }
        } catch (IOException e) {
            throw SqliteFiles.broken(file + " cannot be read: " + reason(e), e);
        }
    }

    /**
     * Gives the old database a second name, so that its own name can pass to the new one in a single step. Moves the
     * old log away, since it would be taken for the new database's log.
     */
    private static Optional<Path> keepAside(Path target, Instant at) throws IOException, SQLException {
        Path aside = Path.of(target.toAbsolutePath() + ".before-restore-" + IN_A_NAME.format(at));
        boolean exists = Files.exists(target);
        if (exists) {
            emptyLog(target);
        }
        for (String companion : SqliteFiles.LOGS) {
            Path file = Path.of(target.toAbsolutePath() + companion);
            if (Files.exists(file)) {
                Files.move(file, Path.of(aside + companion));
            }
        }
        if (!exists) {
            return Optional.empty();
        }
        try {
            Files.createLink(aside, target);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Not every file system supports links.
            Files.copy(target, aside);
        }
        return Optional.of(aside);
    }

    /** Writes the log into the file and removes it. SQLite does so only if no other process has the file open. */
    private static void emptyLog(Path database) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(0);
        try (Connection connection = config.createConnection(SqliteSettings.URL_PREFIX + database.toAbsolutePath());
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = DELETE");
        } catch (SQLiteException e) {
            switch (e.getResultCode()) {
                case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_BUSY_RECOVERY, SQLITE_BUSY_SNAPSHOT ->
                    throw SqliteFiles.broken(
                            "The database " + database + " is open in " + SqliteFiles.openIn(database)
                                    + ": stop the server first",
                            e);
                case SQLITE_NOTADB, SQLITE_CORRUPT -> {
                    // The damage may be the reason for the restore: the database is kept as it is, with its log.
                }
                default -> throw e;
            }
        }
    }

    private static String reason(Exception e) {
        return switch (e) {
            case FileAlreadyExistsException exists -> exists.getFile() + " already exists";
            case SQLiteException sqlite
            when sqlite.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB -> "it is not a SQLite database";
            default -> String.valueOf(e.getMessage());
        };
    }
}
