package dev.lastroom.store.sqlite;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.files.LockHolder;
import dev.lastroom.store.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a database, and who has them locked. */
final class SqliteFiles {

    /** What SQLite keeps beside a database. It makes them with the modes of that. */
    static final List<String> LOGS = List.of("-wal", "-shm", "-journal");

    /** The file under which the schema is brought up to date. */
    static final String LOCK = ".migrate-lock";

    private static final List<String> ALL =
            Stream.concat(LOGS.stream(), Stream.of(LOCK)).toList();

    private static final int SQLITE_BUSY = 5;

    /** Where in the file beside the database the one who writes has a byte locked: its layout is part of SQLite's format. */
    private static final long WRITE_LOCK_BYTE = 120;

    private SqliteFiles() {}

    /** @throws IOException if others may read, lock or replace one of them */
    static void requirePrivate(Path database) throws IOException {
        PrivateFiles.require(database, ALL);
    }

    /** Who has a database open. */
    static String openIn(Path database) {
        return LockHolder.of(database).orElse(LockHolder.UNKNOWN);
    }

    /** Who writes to a database, or keeps others from it. */
    static String writtenBy(Path database) {
        return LockHolder.ofByte(PrivateFiles.companion(database, "-shm"), WRITE_LOCK_BYTE)
                .orElseGet(() -> openIn(database));
    }

    /** Whether an error, or what caused it, says that somebody else has the database locked. */
    static boolean isBusy(@Nullable Throwable e) {
        return e != null
                && ((e instanceof SQLException s && (s.getErrorCode() & 0xff) == SQLITE_BUSY) || isBusy(e.getCause()));
    }

    /** The folder of a file. */
    static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    /** A file that is not what it should be, or cannot be had. */
    static StoreException broken(String message, @Nullable Throwable cause) {
        return new StoreException(Failure.STORE_UNAVAILABLE, message, cause);
    }
}
