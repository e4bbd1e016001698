package dev.lastroom.engine.outcome;

/** Why the engine failed to carry out a command, for reasons other than the rules. */
public enum Failure {
    /** Deadlock or serialization failure after the engine's own retries; nothing happened. */
    CONCURRENCY_ABORT(Code.CONCURRENCY_ABORT),
    /** The row locks were not obtained within the lock wait; nothing happened. */
    INVENTORY_LOCKED(Code.INVENTORY_LOCKED),
    /** The transaction ran past its limit and was rolled back; nothing happened. */
    TRANSACTION_TIMEOUT(Code.TRANSACTION_TIMEOUT),
    /**
     * The connection broke after COMMIT was sent. The same key tells whether it happened; without a given key, a read
     * does.
     */
    OUTCOME_UNKNOWN(Code.OUTCOME_UNKNOWN),
    /** A bounded queue is full; nothing happened. */
    OVERLOADED(Code.OVERLOADED),
    /** The caller's owner has as many commands waiting as one owner may have; nothing happened. */
    OVER_SHARE(Code.RATE_LIMITED),
    /** The database does not answer, or the engine is closed; nothing happened. */
    STORE_UNAVAILABLE(Code.STORE_UNAVAILABLE),
    /** An internal fault, which was logged; nothing happened. */
    INTERNAL_ERROR(Code.INTERNAL_ERROR);

    private final Code code;

    Failure(Code code) {
        this.code = code;
    }

    /** The failure's name for programs. */
    public Code code() {
        return code;
    }

    /** Whether the same command with the same key can succeed later. */
    public boolean isTransient() {
        return this != INTERNAL_ERROR;
    }
}
