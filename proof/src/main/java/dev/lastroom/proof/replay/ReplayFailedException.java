package dev.lastroom.proof.replay;

/** The machinery failed during a replay, so its result would mean nothing. */
public final class ReplayFailedException extends RuntimeException {

    ReplayFailedException(String message) {
        super(message);
    }
}
