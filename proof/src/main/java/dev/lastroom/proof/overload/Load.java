package dev.lastroom.proof.overload;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The outcomes of a few seconds of load. Times count from when a request was due, not from when it could be sent.
 * Thread-safe.
 */
final class Load {

    private static final long MICROS_MAX = Duration.ofMinutes(2).toNanos() / 1_000;

    private final Histogram accepted = new ConcurrentHistogram(MICROS_MAX, 3);
    private final Histogram refused = new ConcurrentHistogram(MICROS_MAX, 3);
    private final LongAdder withoutRetryAfter = new LongAdder();
    private final LongAdder others = new LongAdder();
    private final AtomicLong longestMicros = new AtomicLong();

    void answered(int status, boolean hasRetryAfter, long nanos) {
        long micros = Math.min(nanos / 1_000, MICROS_MAX);
        longestMicros.accumulateAndGet(micros, Math::max);
        switch (status) {
            case 201 -> accepted.recordValue(micros);
            case 429, 503 -> {
                refused.recordValue(micros);
                if (!hasRetryAfter) {
                    withoutRetryAfter.increment();
                }
            }
            default -> others.increment();
        }
    }

    void unanswered() {
        others.increment();
    }

    long accepted() {
        return accepted.getTotalCount();
    }

    long refused() {
        return refused.getTotalCount();
    }

    /** Answers that are neither a booking nor a refusal, and requests without an answer. */
    long others() {
        return others.sum();
    }

    long withoutRetryAfter() {
        return withoutRetryAfter.sum();
    }

    Duration accepted(double percentile) {
        return at(accepted, percentile);
    }

    Duration refused(double percentile) {
        return at(refused, percentile);
    }

    Duration longest() {
        return Duration.ofNanos(longestMicros.get() * 1_000);
    }

    private static Duration at(Histogram times, double percentile) {
        return Duration.ofNanos(times.getValueAtPercentile(percentile) * 1_000);
    }
}
