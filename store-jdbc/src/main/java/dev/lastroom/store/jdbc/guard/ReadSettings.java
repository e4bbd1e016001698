package dev.lastroom.store.jdbc.guard;

import java.time.Duration;

/**
 * How many reads a process runs, and for how long. Immutable and thread-safe.
 *
 * @param threads how many run at the same time, 1-1,000; each has a thread and a database connection
 * @param queueMax how many more may wait, 1-100,000; the next is {@code OVERLOADED}
 * @param deadline how long one may take including its wait, 1 ms to 1 h; then it is stopped with {@code
 *     TRANSACTION_TIMEOUT}
 */
public record ReadSettings(int threads, int queueMax, Duration deadline) {

    private static final Duration DEADLINE_MIN = Duration.ofMillis(1);
    private static final Duration DEADLINE_MAX = Duration.ofHours(1);

    /** The defaults. */
    public static final ReadSettings DEFAULT = new ReadSettings(8, 1_000, Duration.ofSeconds(5));

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public ReadSettings {
        if (threads < 1 || threads > 1_000) {
            throw new IllegalArgumentException("threads must be 1 to 1000, not " + threads);
        }
        if (queueMax < 1 || queueMax > 100_000) {
            throw new IllegalArgumentException("queueMax must be 1 to 100000, not " + queueMax);
        }
        if (deadline.compareTo(DEADLINE_MIN) < 0 || deadline.compareTo(DEADLINE_MAX) > 0) {
            throw new IllegalArgumentException(
                    "deadline must be " + DEADLINE_MIN + " to " + DEADLINE_MAX + ", not " + deadline);
        }
    }
}
