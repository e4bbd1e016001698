package dev.lastroom.store.sqlite;

import dev.lastroom.engine.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;

/**
 * A copy of a database at one moment. It is made under a temporary name, checked and put on disk, and only then given
 * its name. Closing removes a copy that has no name yet. Not thread-safe.
 */
final class SqliteSnapshot implements AutoCloseable {

    /** The mark that the schema puts into the head of each file: "LROM". */
    private static final int APPLICATION_ID = 0x4c52_4f4d;

    private static final int STEPS_PER_LOOK = 100_000;

    private final Path temporary;
    private final String schemaVersion;

    private SqliteSnapshot(Path temporary, String schemaVersion) {
        this.temporary = temporary;
        this.schemaVersion = schemaVersion;
    }

    /** How to open the original. */
    enum Original {
        /** Other processes may write to it, or were killed while writing: it is recovered, as at every start. */
        IN_USE,
        /** It is not changed, and it is checked as well as the copy. */
        KEPT
    }

    /**
     * Makes a copy in a folder.
     *
     * @param bytesCopied receives the progress now and then
     * @throws StoreException if the file is not an intact Lastroom database, or is newer than this program
     */
    static SqliteSnapshot of(Path file, Original original, Path folder, Duration lockWait, LongConsumer bytesCopied)
            throws IOException, SQLException {
        // Only its owner may read it: it contains the names of guests.
        Path temporary = Files.createTempFile(folder, ".lastroom-", ".tmp");
        try {
            copy(file, original, temporary, lockWait, bytesCopied);
            try (Connection copy = config(lockWait).createConnection(url(temporary))) {
                check(copy, file);
            }
            return new SqliteSnapshot(temporary, SqliteSchema.version(temporary));
        } catch (SQLException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** Copies with VACUUM INTO, which reads in one transaction, as a backup must. Writers never make it start over. */
    private static void copy(Path file, Original original, Path target, Duration lockWait, LongConsumer bytesCopied)
            throws SQLException {
        SQLiteConfig config = config(lockWait);
        config.setReadOnly(original == Original.KEPT);
        try (Connection connection = config.createConnection(url(file))) {
            checkIsOurs(connection, file);
            if (original == Original.KEPT) {
                check(connection, file);
            }
            ProgressHandler.setHandler(connection, STEPS_PER_LOOK, new ProgressHandler() {
                @Override
                protected int progress() {
                    bytesCopied.accept(size(target));
                    return 0;
                }
            });
            try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
                vacuum.setString(1, target.toString());
                vacuum.execute();
            }
            ProgressHandler.clearHandler(connection);
        }
    }

    private static SQLiteConfig config(Duration lockWait) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) lockWait.toMillis());
        return config;
    }

    private static String url(Path file) {
        return SqliteSettings.URL_PREFIX + file.toAbsolutePath();
    }

    private static void checkIsOurs(Connection connection, Path file) throws SQLException {
        if (!one("PRAGMA application_id", connection).equals(Integer.toString(APPLICATION_ID))) {
            throw SqliteFiles.broken(file + " is not a Lastroom database", null);
        }
    }

    private static void check(Connection connection, Path file) throws SQLException {
        String found = one("PRAGMA integrity_check(1)", connection);
        if (!found.equals("ok")) {
            throw SqliteFiles.broken(file + " is damaged: " + found, null);
        }
    }

    private static String one(String sql, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String schemaVersion() {
        return schemaVersion;
    }

    /** Puts the copy on disk, then in its place. */
    void moveTo(Path target, boolean replace) throws IOException {
        force(temporary, StandardOpenOption.WRITE);
        if (replace) {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.move(temporary, target);
        }
        forceFolder(target);
    }

    private static void force(Path file, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(file, access)) {
            channel.force(true);
        }
    }

    private static void forceFolder(Path file) {
        try {
            force(SqliteFiles.folderOf(file), StandardOpenOption.READ);
        } catch (IOException e) {
            // Windows cannot open folders, and keeps names by itself.
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
