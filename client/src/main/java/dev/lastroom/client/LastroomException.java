package dev.lastroom.client;

import org.jspecify.annotations.Nullable;

/** A call without the answer that was asked for. The three kinds say what is known of its effect. */
public abstract sealed class LastroomException extends RuntimeException
        permits RefusedException, UnknownOutcomeException, UnreachableException {

    private static final long serialVersionUID = 1;

    LastroomException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
