package dev.lastroom.engine.clock;

import java.time.Duration;

/**
 * How far a server's clock may differ from its reference clock. Immutable and thread-safe.
 *
 * @param skewWarn a larger difference is logged; positive
 * @param skewMax a server with a larger difference decides nothing; not shorter than {@code skewWarn}, at most a day
 */
public record ClockLimits(Duration skewWarn, Duration skewMax) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /** The defaults. */
    public static final ClockLimits DEFAULT = new ClockLimits(Duration.ofSeconds(2), Duration.ofSeconds(30));

    /** @throws IllegalArgumentException naming the limit that is out of its range */
    public ClockLimits {
        if (!skewWarn.isPositive()) {
            throw new IllegalArgumentException("clockSkewWarn must be positive, not " + skewWarn);
        }
        if (skewMax.compareTo(skewWarn) < 0 || skewMax.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "clockSkewMax must be at least clockSkewWarn, " + skewWarn + ", and at most a day, not " + skewMax);
        }
    }
}
