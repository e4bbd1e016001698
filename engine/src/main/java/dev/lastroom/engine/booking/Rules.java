package dev.lastroom.engine.booking;

import java.time.Duration;

/**
 * The settings that decisions depend on. Immutable and thread-safe.
 *
 * @param keyLifetime how long a key is remembered, by default 30 days, at most 36,500
 * @param derivedKeyWindow how long a derived key replays its booking, by default 24 hours
 */
public record Rules(Duration keyLifetime, Duration derivedKeyWindow) {

    /** So that every instant a rule computes is one that every store keeps. */
    private static final Duration TIME_MAX = Duration.ofDays(36_500);

    /** The defaults. */
    public static final Rules DEFAULT = new Rules(Duration.ofDays(30), Duration.ofHours(24));

    /** @throws IllegalArgumentException naming the setting that is not positive or too long */
    public Rules {
        checkTime("keyLifetime", keyLifetime);
        checkTime("derivedKeyWindow", derivedKeyWindow);
    }

    private static void checkTime(String name, Duration value) {
        if (!value.isPositive() || value.compareTo(TIME_MAX) > 0) {
            throw new IllegalArgumentException(
                    name + " must be positive and at most " + TIME_MAX.toDays() + " days, not " + value);
        }
    }
}
