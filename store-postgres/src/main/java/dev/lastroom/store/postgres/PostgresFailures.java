package dev.lastroom.store.postgres;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.store.jdbc.SqlFailures;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL's SQLStates mean.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error Codes</a>
 */
final class PostgresFailures implements SqlFailures {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CHECK_VIOLATION = "23514";
    static final String READ_ONLY = "25006";
    private static final String AWAITS_STANDBY = "SyncRepWaitForLSN";
    static final String DISK_FULL = "53100";

    @Override
    public Failure classify(SQLException e) {
        String state = e.getSQLState();
        if (state == null || e instanceof SQLTransientConnectionException) {
            // The pool gave no connection in time, whatever the last try to make one said, or the driver lost it.
            return Failure.STORE_UNAVAILABLE;
        }
        return switch (state) {
            case "40001", "40P01" -> Failure.CONCURRENCY_ABORT; // serialization failure, deadlock
            case UNIQUE_VIOLATION -> Failure.CONCURRENCY_ABORT; // another transaction was faster with this row
            case "55P03" -> Failure.INVENTORY_LOCKED; // lock not available
            case "57014", "25P03", "25P04" -> Failure.TRANSACTION_TIMEOUT; // statement, idle and transaction limits
            default -> isUnavailable(state) ? Failure.STORE_UNAVAILABLE : Failure.INTERNAL_ERROR;
        };
    }

    /**
     * Connection, authorization, missing database, read-only (a standby), resources, shutdown, I/O: what an operator
     * can mend while the program runs.
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

    /** Whether another transaction was faster to insert a row of the same name. */
    static boolean isUniqueViolation(@Nullable Throwable e) {
        return e instanceof SQLException s && UNIQUE_VIOLATION.equals(s.getSQLState());
    }

    /** Whether a row would break a rule of its table, such as that no night is oversold. */
    static boolean isCheckViolation(@Nullable Throwable e) {
        return e instanceof SQLException s && CHECK_VIOLATION.equals(s.getSQLState());
    }

    /**
     * The warning, among those of a COMMIT that succeeded, that it did not wait for its standby to the end: somebody has
     * cancelled the wait, and if the standby takes over, what was committed may be gone. PostgreSQL only warns of it, and has no code for it alone; but it
     * names its routine, which no language changes. A warning without one is taken for it.
     */
    static @Nullable SQLWarning standbyNotAwaited(@Nullable SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            ServerErrorMessage server = warning instanceof PSQLWarning w ? w.getServerErrorMessage() : null;
            if (server != null
                    && (server.getRoutine() == null || server.getRoutine().equals(AWAITS_STANDBY))) {
                return warning;
            }
        }
        return null;
    }

    /** Whether what was asked for is forbidden to this user, or is not there. */
    static boolean isNotOffered(SQLException e) {
        return switch (e.getSQLState()) {
            case "42501", "42883", "0A000" -> true; // insufficient privilege, undefined function, not supported
            case null, default -> false;
        };
    }

    /** Whether a COMMIT that failed so may have been carried out: the server did not answer, or was going down. */
    static boolean leavesCommitUnknown(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }
}
