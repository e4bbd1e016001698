package dev.lastroom.engine.config;

import java.time.Duration;

/**
 * The limits of searches. Immutable and thread-safe.
 *
 * @param memoryNightsMax how many nights searches keep in memory, at about 20 bytes each, 0-100,000,000; with 0 every
 *     search reads the database
 * @param staleMax how far an answer from memory may be behind the database, and how long a search waits for memory to
 *     come up to it, 10 ms to 1 min
 */
public record SearchSettings(int memoryNightsMax, Duration staleMax) {

    /** The defaults. */
    public static final SearchSettings DEFAULT = new SearchSettings(2_000_000, Duration.ofMillis(250));

    /** @throws IllegalArgumentException naming the setting that is out of its range */
    public SearchSettings {
        if (memoryNightsMax < 0 || memoryNightsMax > 100_000_000) {
            throw new IllegalArgumentException("memoryNightsMax must be 0 to 100,000,000, not " + memoryNightsMax);
        }
        if (staleMax.compareTo(Duration.ofMillis(10)) < 0 || staleMax.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("staleMax must be 10 ms to 1 min, not " + staleMax);
        }
    }
}
