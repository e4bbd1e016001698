package dev.lastroom.proof.replay;

/** The machinery failed while a history was run, so that its result would say nothing. */
public final class ReplayFailedException extends RuntimeException {

    ReplayFailedException(String message) {
        super(message);
    }
}
