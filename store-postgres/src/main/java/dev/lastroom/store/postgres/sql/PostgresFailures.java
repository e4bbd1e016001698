package dev.lastroom.store.postgres.sql;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.store.jdbc.SqlFailures;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * Maps PostgreSQL's SQLStates to failures.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error Codes</a>
 */
public final class PostgresFailures implements SqlFailures {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CHECK_VIOLATION = "23514";
    public static final String READ_ONLY = "25006";
    private static final String AWAITS_STANDBY = "SyncRepWaitForLSN";
    public static final String DISK_FULL = "53100";

    @Override
    public Failure classify(SQLException e) {
        String state = e.getSQLState();
        if (state == null || e instanceof SQLTransientConnectionException) {
            // The pool gave no connection in time, whatever its last attempt reported, or the driver lost the
            // connection.
            return Failure.STORE_UNAVAILABLE;
        }
        return switch (state) {
            case "40001", "40P01" -> Failure.CONCURRENCY_ABORT; // serialization failure, deadlock
            case UNIQUE_VIOLATION -> Failure.CONCURRENCY_ABORT; // another transaction was first with this row
            case "55P03" -> Failure.INVENTORY_LOCKED; // lock not available
            case "57014", "25P03", "25P04" -> Failure.TRANSACTION_TIMEOUT; // statement, idle and transaction limits
            default -> isUnavailable(state) ? Failure.STORE_UNAVAILABLE : Failure.INTERNAL_ERROR;
        };
    }

    /**
     * Whether an operator can fix the cause while the program runs: connection, authorization, missing database,
     * read-only (a standby), resources, shutdown, I/O.
     */
    private static boolean isUnavailable(String state) {
        return state.startsWith("08")
                || state.startsWith("28")
                || state.startsWith("3D")
                || state.equals(READ_ONLY)
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.startsWith("58");
    }

    @Override
    public String whyUnavailable(SQLException e) {
        return switch (e.getSQLState()) {
            case READ_ONLY -> "The database is read-only";
            case DISK_FULL -> "The disk of the database is full";
            case null, default -> SqlFailures.super.whyUnavailable(e);
        };
    }

    /** Whether another transaction was first to insert a row with the same key. */
    public static boolean isUniqueViolation(@Nullable Throwable e) {
        return e instanceof SQLException s && UNIQUE_VIOLATION.equals(s.getSQLState());
    }

    /** Whether a row would break a rule of its table, such as that no night is oversold. */
    public static boolean isCheckViolation(@Nullable Throwable e) {
        return e instanceof SQLException s && CHECK_VIOLATION.equals(s.getSQLState());
    }

    /**
     * Finds the warning of a successful COMMIT that it did not wait for its standby to the end. The wait was cancelled,
     * and if the standby takes over, the committed changes may be lost. PostgreSQL only warns of this and has no code
     * for it alone, but it names its routine, which is the same in every language. A warning without a routine is
     * treated as this one.
     */
    public static @Nullable SQLWarning standbyNotAwaited(@Nullable SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            ServerErrorMessage server = warning instanceof PSQLWarning w ? w.getServerErrorMessage() : null;
            if (server != null
                    && (server.getRoutine() == null || server.getRoutine().equals(AWAITS_STANDBY))) {
                return warning;
            }
        }
        return null;
    }

    /** Whether the request is forbidden to this user, or the server does not support it. */
    public static boolean isNotOffered(SQLException e) {
        return switch (e.getSQLState()) {
            case "42501", "42883", "0A000" -> true; // insufficient privilege, undefined function, not supported
            case null, default -> false;
        };
    }

    /**
     * Whether a COMMIT that failed this way may still have been carried out: the server did not answer or was shutting
     * down.
     */
    public static boolean leavesCommitUnknown(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }
}
