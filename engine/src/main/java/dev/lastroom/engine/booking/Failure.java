package dev.lastroom.engine.booking;

/** Why the machinery, not the rules, could not carry out a command. */
public enum Failure {
    /** Deadlock or serialization failure after the engine's own retries; nothing happened. */
    CONCURRENCY_ABORT(true),
    /** The row locks were not obtained within the lock wait; nothing happened. */
    INVENTORY_LOCKED(true),
    /** The transaction ran past its limit and was rolled back; nothing happened. */
    TRANSACTION_TIMEOUT(true),
    /** The connection broke after COMMIT was sent; the same key tells whether it happened, or a look where none was given. */
    OUTCOME_UNKNOWN(true),
    /** A bounded queue is full; nothing happened. */
    OVERLOADED(true),
    /** As much of the caller's owner is waiting as may; nothing happened. */
    OVER_SHARE(true),
    /** The database does not answer, or the engine is closed; nothing happened. */
    STORE_UNAVAILABLE(true),
    /** Something is broken that should not be, and was logged; nothing happened. */
    INTERNAL_ERROR(false);

    private final boolean retryable;

    Failure(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether sending the same command with the same key again may succeed. */
    public boolean retryable() {
        return retryable;
    }
}
