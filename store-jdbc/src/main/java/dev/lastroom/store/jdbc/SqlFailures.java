package dev.lastroom.store.jdbc;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.StoreException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Maps a database's errors to failures, by code and never by message. Thread-safe. */
@FunctionalInterface
public interface SqlFailures {

    /** Classifies an error that came before COMMIT was sent. */
    Failure classify(SQLException e);

    /** Converts an error for the engine. The driver's message stays in the cause, since it may tell too much. */
    default StoreException toStoreException(SQLException e) {
        Failure failure = classify(e);
        return new StoreException(
                failure, failure == Failure.STORE_UNAVAILABLE ? whyUnavailable(e) : message(failure), e);
    }

    /** Returns why the database is unavailable, in a sentence for callers and operators. */
    default String whyUnavailable(SQLException e) {
        return message(Failure.STORE_UNAVAILABLE);
    }

    private static String message(Failure failure) {
        return switch (failure) {
            case CONCURRENCY_ABORT -> "The transaction conflicted with others and was rolled back";
            case INVENTORY_LOCKED -> "The inventory is locked by another transaction";
            case TRANSACTION_TIMEOUT -> "The transaction exceeded its time limit and was rolled back";
            case OUTCOME_UNKNOWN ->
                "The answer to the commit was lost: send the same request with the same key to learn the outcome";
            case OVERLOADED, OVER_SHARE -> "Too many requests are waiting";
            case STORE_UNAVAILABLE -> "The database does not answer";
            case INTERNAL_ERROR -> "The database refused a statement";
        };
    }

    /** Makes the exception for a transaction that ran past its limit. */
    static StoreException transactionTimeout(@Nullable SQLException e) {
        return new StoreException(Failure.TRANSACTION_TIMEOUT, message(Failure.TRANSACTION_TIMEOUT), e);
    }

    /** Makes the exception for a lock that was not free in time. */
    static StoreException inventoryLocked() {
        return new StoreException(Failure.INVENTORY_LOCKED, message(Failure.INVENTORY_LOCKED), null);
    }

    /** Makes the exception for a connection that broke after COMMIT was sent. */
    static StoreException outcomeUnknown(SQLException e) {
        return new StoreException(Failure.OUTCOME_UNKNOWN, message(Failure.OUTCOME_UNKNOWN), e);
    }
}
