package dev.lastroom.engine.booking;

import java.time.Duration;

/**
 * The settings that decisions depend on. Immutable and thread-safe.
 *
 * @param keyLifetime how long a key is remembered, by default 30 days
 * @param derivedKeyWindow how long a derived key replays its booking, by default 24 hours
 */
public record Rules(Duration keyLifetime, Duration derivedKeyWindow) {

    /** The defaults. */
    public static final Rules DEFAULT = new Rules(Duration.ofDays(30), Duration.ofHours(24));

    /** @throws IllegalArgumentException if a duration is not positive */
    public Rules {
        if (!keyLifetime.isPositive() || !derivedKeyWindow.isPositive()) {
            throw new IllegalArgumentException("keyLifetime and derivedKeyWindow must be positive");
        }
    }
}
