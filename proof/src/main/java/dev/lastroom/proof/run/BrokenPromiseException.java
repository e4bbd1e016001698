package dev.lastroom.proof.run;

/** Something is not as it must be after a step; the message says what. */
final class BrokenPromiseException extends RuntimeException {

    BrokenPromiseException(String message) {
        super(message);
    }
}
