package dev.lastroom.engine.store;

import dev.lastroom.engine.outcome.Failure;
import org.jspecify.annotations.Nullable;

/** A transaction that did not commit, or, with {@link Failure#OUTCOME_UNKNOWN}, one that may have. */
public final class StoreException extends RuntimeException {

    private final Failure failure;

    /**
     * @param failure why, as the caller will be told
     * @param message the same in words, without secrets
     * @param cause the driver's exception, for the log
     */
    public StoreException(Failure failure, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    /** Why the transaction did not commit. */
    public Failure failure() {
        return failure;
    }
}
