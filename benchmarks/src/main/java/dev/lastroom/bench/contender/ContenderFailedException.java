package dev.lastroom.bench.contender;

import org.jspecify.annotations.Nullable;

/** A contender failed to carry out a request. */
public final class ContenderFailedException extends RuntimeException {

    /** Says what failed. */
    public ContenderFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
