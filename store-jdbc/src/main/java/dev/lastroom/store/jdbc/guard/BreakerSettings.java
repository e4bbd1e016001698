package dev.lastroom.store.jdbc.guard;

import java.time.Duration;

/**
 * When a breaker opens, and for how long. Immutable and thread-safe.
 *
 * @param failures how many unanswered calls in a row open it, 1-1,000
 * @param pause how long it stays open, 10 ms to 10 minutes; then one call tries the database
 */
public record BreakerSettings(int failures, Duration pause) {

    private static final Duration PAUSE_MIN = Duration.ofMillis(10);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(10);

    /** The defaults. */
    public static final BreakerSettings DEFAULT = new BreakerSettings(5, Duration.ofSeconds(2));

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public BreakerSettings {
        if (failures < 1 || failures > 1_000) {
            throw new IllegalArgumentException("failures must be 1 to 1000, not " + failures);
        }
        if (pause.compareTo(PAUSE_MIN) < 0 || pause.compareTo(PAUSE_MAX) > 0) {
            throw new IllegalArgumentException("pause must be " + PAUSE_MIN + " to " + PAUSE_MAX + ", not " + pause);
        }
    }
}
