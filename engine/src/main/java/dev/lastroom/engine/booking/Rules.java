package dev.lastroom.engine.booking;

import java.time.Duration;

/**
 * The settings that decisions depend on. Immutable and thread-safe.
 *
 * @param keyLifetime how long a key is remembered, by default 30 days, at most 36,500
 * @param derivedKeyWindow how long a derived key replays its booking, by default 24 hours
 * @param holdsPerUserMax how many live holds a user may have, 1-10,000, by default 10
 */
public record Rules(Duration keyLifetime, Duration derivedKeyWindow, int holdsPerUserMax) {

    /** So that every instant a rule computes is one that every store keeps. */
    private static final Duration TIME_MAX = Duration.ofDays(36_500);

    private static final int HOLDS_PER_USER_MAX = 10;

    /** The defaults. */
    public static final Rules DEFAULT = new Rules(Duration.ofDays(30), Duration.ofHours(24));

    /** @throws IllegalArgumentException naming the setting that is not positive or too long */
    public Rules {
        checkTime("keyLifetime", keyLifetime);
        checkTime("derivedKeyWindow", derivedKeyWindow);
        if (holdsPerUserMax < 1 || holdsPerUserMax > 10_000) {
            throw new IllegalArgumentException("holdsPerUserMax must be 1 to 10000, not " + holdsPerUserMax);
        }
    }

    /** Rules with these times for keys. */
    public Rules(Duration keyLifetime, Duration derivedKeyWindow) {
        this(keyLifetime, derivedKeyWindow, HOLDS_PER_USER_MAX);
    }

    private static void checkTime(String name, Duration value) {
        if (!value.isPositive() || value.compareTo(TIME_MAX) > 0) {
            throw new IllegalArgumentException(
                    name + " must be positive and at most " + TIME_MAX.toDays() + " days, not " + value);
        }
    }
}
