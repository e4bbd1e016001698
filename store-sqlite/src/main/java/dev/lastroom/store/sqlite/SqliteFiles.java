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

/** The files of a database, and the processes that have them locked. */
final class SqliteFiles {

    /** The files that SQLite keeps next to a database. It makes them with the database's modes. */
    static final List<String> LOGS = List.of("-wal", "-shm", "-journal");

    /** The suffix of the file that is locked while the schema is brought up to date. */
    static final String LOCK = ".migrate-lock";

    private static final List<String> ALL =
            Stream.concat(LOGS.stream(), Stream.of(LOCK)).toList();

    private static final int SQLITE_BUSY = 5;

    /** The byte that a writer locks in the file next to the database. Its place is part of SQLite's format. */
    private static final long WRITE_LOCK_BYTE = 120;

    private SqliteFiles() {}

    /**
     * Checks that only the owner may use the database's files.
     *
     * @throws IOException if others may read, lock or replace one of them
     */
    static void requirePrivate(Path database) throws IOException {
        PrivateFiles.require(database, ALL);
    }

    /** Describes which process has a database open. */
    static String openIn(Path database) {
        return LockHolder.of(database).orElse(LockHolder.UNKNOWN);
    }

    /** Describes which process writes to a database or keeps others from it. */
    static String writtenBy(Path database) {
        return LockHolder.ofByte(PrivateFiles.companion(database, "-shm"), WRITE_LOCK_BYTE)
                .orElseGet(() -> openIn(database));
    }

    /** Whether an error or its causes say that another process has the database locked. */
    static boolean isBusy(@Nullable Throwable e) {
        return e != null
                && ((e instanceof SQLException s && (s.getErrorCode() & 0xff) == SQLITE_BUSY) || isBusy(e.getCause()));
    }

    /** Returns the folder of a file. */
    static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    /** Makes the exception for a file that is broken or unavailable. */
    static StoreException broken(String message, @Nullable Throwable cause) {
        return new StoreException(Failure.STORE_UNAVAILABLE, message, cause);
    }
}
