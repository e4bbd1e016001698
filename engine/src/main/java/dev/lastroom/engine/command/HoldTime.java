package dev.lastroom.engine.command;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * How long rooms are held: one second to 24 hours. Immutable and thread-safe.
 *
 * @param length the time
 */
public record HoldTime(Duration length) {

    private static final Duration MIN = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofHours(24);

    /** @throws IllegalArgumentException if it is too short or too long */
    public HoldTime {
        if (length.compareTo(MIN) < 0 || length.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("must be " + MIN + " to PT24H, not " + length);
        }
    }

    /**
     * Parses an ISO 8601 duration, such as {@code PT15M}.
     *
     * @throws IllegalArgumentException if {@code text} is not a duration, or is too short or too long
     */
    public static HoldTime parse(String text) {
        try {
            return new HoldTime(Duration.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be an ISO 8601 duration, such as PT15M", e);
        }
    }

    /** When a hold that begins at {@code now} ends. */
    public Instant from(Instant now) {
        return now.plus(length).truncatedTo(ChronoUnit.MICROS);
    }

    /** The duration in ISO 8601. */
    @Override
    public String toString() {
        return length.toString();
    }
}
