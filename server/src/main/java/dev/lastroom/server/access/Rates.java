package dev.lastroom.server.access;

/**
 * How much callers may send, so that none of them takes all of the time or all of the disk. 0 means no limit. A server
 * without API keys limits nobody: its only caller is its own machine. Immutable and thread-safe.
 *
 * @param requestsPerSecondMax requests per second of each API key
 * @param withoutKeyPerSecondMax requests per second without an API key from each address
 * @param wrongKeysPerSecondMax requests per second with an unknown API key from each address
 * @param changesPerDayOwnerMax changes per day of the API keys of each owner: requests that do not only read, and each
 *     booking of a batch
 */
public record Rates(
        int requestsPerSecondMax, int withoutKeyPerSecondMax, int wrongKeysPerSecondMax, int changesPerDayOwnerMax) {

    /** The most requests per second that can be set. */
    public static final int MAX = 1_000_000;

    /** The most changes per day that can be set. */
    public static final int CHANGES_MAX = 1_000_000_000;

    /** The defaults: far above what an honest client sends, and far below what one server carries. */
    public static final Rates DEFAULT = new Rates(1_000, 100, 10, 10_000_000);

    /** No limits. */
    public static final Rates NONE = new Rates(0, 0, 0, 0);

    /** @throws IllegalArgumentException naming the setting that is out of its range */
    public Rates {
        check("requestsPerSecondMax", requestsPerSecondMax, MAX);
        check("withoutKeyPerSecondMax", withoutKeyPerSecondMax, MAX);
        check("wrongKeysPerSecondMax", wrongKeysPerSecondMax, MAX);
        check("changesPerDayOwnerMax", changesPerDayOwnerMax, CHANGES_MAX);
    }

    private static void check(String name, int rate, int max) {
        if (rate < 0 || rate > max) {
            throw new IllegalArgumentException(name + " must be 0 to " + max + ", not " + rate);
        }
    }
}
