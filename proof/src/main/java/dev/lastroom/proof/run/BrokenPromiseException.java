package dev.lastroom.proof.run;

/** A promise does not hold after a step. The message says which. */
final class BrokenPromiseException extends RuntimeException {

    BrokenPromiseException(String message) {
        super(message);
    }
}
