package dev.lastroom.engine.booking;

/** Two dates that cannot be a stay or a range of nights. */
public final class InvalidDateRangeException extends IllegalArgumentException {

    InvalidDateRangeException(String message) {
        super(message);
    }
}
