package dev.lastroom.server.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many requests a second each API key may send: a token bucket that holds the tokens of one second. A token comes
 * back at least once a second, so whoever is refused may try again after one. Thread-safe.
 *
 * <p>Each bucket is one number, the time at which it will be full again: a request moves it one token's time on, and is
 * refused where that would be more than a second ahead. There are as many buckets as keys that were ever used.
 */
final class RateLimit {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long perSecondMax;
    private final LongSupplier nanoTime;
    private final Map<String, AtomicLong> fullAt = new ConcurrentHashMap<>();

    /**
     * @param perSecondMax requests a second and key; 0 for no limit
     * @param nanoTime the time, as {@link System#nanoTime()}
     */
    RateLimit(int perSecondMax, LongSupplier nanoTime) {
        this.perSecondMax = perSecondMax;
        this.nanoTime = nanoTime;
    }

    /** Takes a token of {@code key}; whether there was one. */
    boolean allows(String key) {
        if (perSecondMax == 0) {
            return true;
        }
        long now = nanoTime.getAsLong();
        AtomicLong bucket = fullAt.computeIfAbsent(key, _ -> new AtomicLong(now));
        while (true) {
            long full = bucket.get();
            // Times may overflow: only their differences count.
            long next = (full - now > 0 ? full : now) + SECOND / perSecondMax;
            if (next - now > SECOND) {
                return false;
            }
            if (bucket.compareAndSet(full, next)) {
                return true;
            }
        }
    }
}
