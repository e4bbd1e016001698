package dev.lastroom.bench.contender;

import org.jspecify.annotations.Nullable;

/** A contender did not do what it was asked to. */
public final class ContenderFailedException extends RuntimeException {

    /** What failed. */
    public ContenderFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
