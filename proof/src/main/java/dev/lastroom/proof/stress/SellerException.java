package dev.lastroom.proof.stress;

import org.jspecify.annotations.Nullable;

/** The seller could not be set up or read. The message says why, in one sentence. */
public final class SellerException extends RuntimeException {

    SellerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
