package dev.lastroom.server.http;

/**
 * How much callers may send, so that none of them takes the time of all others. Each is 0-1,000,000, and 0 means no
 * limit. A server without API keys limits nobody: it has one caller, its own machine. Immutable and thread-safe.
 *
 * @param requestsPerSecondMax requests a second of each API key
 * @param withoutKeyPerSecondMax requests a second from each address that carry no API key
 * @param wrongKeysPerSecondMax requests a second from each address that carry an API key which is not known
 */
public record Rates(int requestsPerSecondMax, int withoutKeyPerSecondMax, int wrongKeysPerSecondMax) {

    /** The most that each of them can be. */
    public static final int MAX = 1_000_000;

    /** Far from what an honest client sends, and from what one server carries. */
    public static final Rates DEFAULT = new Rates(1_000, 100, 10);

    /** Nobody is limited. */
    public static final Rates NONE = new Rates(0, 0, 0);

    /** @throws IllegalArgumentException naming the setting that is out of its range */
    public Rates {
        check("requestsPerSecondMax", requestsPerSecondMax);
        check("withoutKeyPerSecondMax", withoutKeyPerSecondMax);
        check("wrongKeysPerSecondMax", wrongKeysPerSecondMax);
    }

    private static void check(String name, int rate) {
        if (rate < 0 || rate > MAX) {
            throw new IllegalArgumentException(name + " must be 0 to " + MAX + ", not " + rate);
        }
    }
}
