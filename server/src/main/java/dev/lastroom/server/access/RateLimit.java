package dev.lastroom.server.access;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Limits how much each caller may send in a time window. Each caller has a token bucket, which holds the tokens of one
 * window. Thread-safe.
 *
 * <p>Each bucket is one number: the time at which it will be full again. A request moves this time on by the time of
 * its tokens, and is refused if it would be more than a whole window ahead. A full bucket is as good as none, so full
 * ones are forgotten when there are many. Callers beyond {@code bucketsMax} who come at the same moment share one
 * bucket.
 *
 * @param <K> names a caller
 */
public final class RateLimit<K> {

    /** The shortest time between two searches for full buckets, because a search keeps other requests waiting. */
    private static final long FORGET_EVERY = TimeUnit.MILLISECONDS.toNanos(100);

    private final String name;
    private final String whatIsTooMuch;
    private final int max;
    private final long window;
    private final int bucketsMax;
    private final LongSupplier nanoTime;
    private final Map<K, AtomicLong> fullAt = new ConcurrentHashMap<>();
    private final AtomicLong fullAtOfOthers;
    private final AtomicLong nextForget;

    /**
     * @param name the setting
     * @param whatIsTooMuch what is refused, as a sentence
     * @param max tokens in {@code window}; 0 for no limit
     * @param nanoTime the time, as {@link System#nanoTime()}
     */
    public RateLimit(
            String name, String whatIsTooMuch, int max, Duration window, int bucketsMax, LongSupplier nanoTime) {
        this.name = name;
        this.whatIsTooMuch = whatIsTooMuch;
        this.max = max;
        this.window = window.toNanos();
        this.bucketsMax = bucketsMax;
        this.nanoTime = nanoTime;
        this.fullAtOfOthers = new AtomicLong(nanoTime.getAsLong());
        this.nextForget = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Takes one token of {@code caller}.
     *
     * @throws ProblemException if there is none
     */
    public void take(K caller) {
        take(caller, 1);
    }

    /**
     * Takes {@code tokens} of {@code caller}, or a whole bucket if they are more than one holds.
     *
     * @throws ProblemException if there are not enough; then it takes none
     */
    public void take(K caller, int tokens) {
        long wait = waitFor(caller, tokens);
        if (wait > 0) {
            throw refusal(wait).exception();
        }
    }

    /** Takes the tokens if they are there and returns 0. Otherwise, returns how long until they are, in nanoseconds. */
    public long waitFor(K caller, int tokens) {
        if (max == 0) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        AtomicLong bucket = bucket(caller, now);
        long time = Math.min(tokens, max) * (window / max);
        while (true) {
            long full = bucket.get();
            // Times may overflow: only their differences count.
            long next = (full - now > 0 ? full : now) + time;
            if (next - now > window) {
                return next - now - window;
            }
            if (bucket.compareAndSet(full, next)) {
                return 0;
            }
        }
    }

    private AtomicLong bucket(K caller, long now) {
        AtomicLong bucket = fullAt.get(caller);
        if (bucket != null) {
            return bucket;
        }
        if (fullAt.size() >= bucketsMax) {
            forgetFull(now);
            if (fullAt.size() >= bucketsMax) {
                return fullAtOfOthers;
            }
        }
        return fullAt.computeIfAbsent(caller, _ -> new AtomicLong(now));
    }

    private void forgetFull(long now) {
        long due = nextForget.get();
        if (now - due >= 0 && nextForget.compareAndSet(due, now + FORGET_EVERY)) {
            fullAt.values().removeIf(bucket -> bucket.get() - now <= 0);
        }
    }

    /** Returns the number of buckets. */
    public int buckets() {
        return fullAt.size();
    }

    /** Refuses with the fields of draft-ietf-httpapi-ratelimit-headers-10. Each policy has the name of its setting. */
    private Problem refusal(long waitNanos) {
        long seconds = Math.ceilDiv(waitNanos, TimeUnit.SECONDS.toNanos(1));
        return Problem.ofLimit(ErrorCode.RATE_LIMITED, name, max, whatIsTooMuch)
                .with(Problem.RETRY_AFTER, Long.toString(seconds))
                .with(
                        "RateLimit-Policy",
                        "\"%s\";q=%d;w=%d".formatted(name, max, TimeUnit.NANOSECONDS.toSeconds(window)))
                .with("RateLimit", "\"%s\";r=0;t=%d".formatted(name, seconds));
    }
}
