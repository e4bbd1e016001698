package dev.lastroom.store.sqlite;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.store.jdbc.SqlFailures;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Maps SQLite's result codes to failures. An interrupt is always Lastroom's own: the transaction ran past its limit.
 *
 * @see <a href="https://www.sqlite.org/rescode.html">Result and Error Codes</a>
 */
final class SqliteFailures implements SqlFailures {

    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;
    static final int SQLITE_READONLY = 8;
    private static final int SQLITE_INTERRUPT = 9;
    private static final int SQLITE_IOERR = 10;
    static final int SQLITE_FULL = 13;
    private static final int SQLITE_CANTOPEN = 14;
    private static final int SQLITE_PROTOCOL = 15;
    static final int SQLITE_NOTADB = 26;

    @Override
    public Failure classify(SQLException e) {
        if (!(e instanceof SQLiteException)) {
            // The pool of readers gave no connection in time, or is closed.
            return Failure.STORE_UNAVAILABLE;
        }
        return switch (primaryCode(e)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> Failure.INVENTORY_LOCKED;
            case SQLITE_INTERRUPT -> Failure.TRANSACTION_TIMEOUT;
            case SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_PROTOCOL ->
                Failure.STORE_UNAVAILABLE;
            default -> Failure.INTERNAL_ERROR;
        };
    }

    @Override
    public String whyUnavailable(SQLException e) {
        if (!(e instanceof SQLiteException)) {
            return SqlFailures.super.whyUnavailable(e);
        }
        return switch (primaryCode(e)) {
            case SQLITE_FULL -> "The disk of the database is full";
            case SQLITE_READONLY -> "The database file is read-only";
            case SQLITE_IOERR -> "The disk of the database cannot be read or written";
            default -> SqlFailures.super.whyUnavailable(e);
        };
    }

    /**
     * Whether a COMMIT that failed this way may turn out to be done after a crash. If it could not be synced, all of it
     * may have reached the disk. If it could not be written, its last page is missing, and without that it is no
     * commit.
     */
    static boolean leavesCommitUnknown(SQLException e) {
        return primaryCode(e) == SQLITE_IOERR
                && !(e instanceof SQLiteException s && s.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_WRITE);
    }

    /** Returns the low 8 bits; the others give details. */
    static int primaryCode(SQLException e) {
        return e.getErrorCode() & 0xff;
    }
}
