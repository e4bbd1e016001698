package dev.lastroom.server.access;

/**
 * How much callers may send, so that none of them takes the time of all others, or all of the disk. 0 means no limit.
 * A server without API keys limits nobody: it has one caller, its own machine. Immutable and thread-safe.
 *
 * @param requestsPerSecondMax requests a second of each API key
 * @param withoutKeyPerSecondMax requests a second from each address that carry no API key
 * @param wrongKeysPerSecondMax requests a second from each address that carry an API key which is not known
 * @param changesPerDayOwnerMax changes a day of the API keys of each owner: requests that do not only read, and each
 *     booking of a batch
 */
public record Rates(
        int requestsPerSecondMax, int withoutKeyPerSecondMax, int wrongKeysPerSecondMax, int changesPerDayOwnerMax) {

    /** The most requests a second. */
    public static final int MAX = 1_000_000;

    /** The most changes a day. */
    public static final int CHANGES_MAX = 1_000_000_000;

    /** Far from what an honest client sends, and from what one server carries. */
    public static final Rates DEFAULT = new Rates(1_000, 100, 10, 10_000_000);

    /** Nobody is limited. */
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
