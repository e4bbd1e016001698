package dev.lastroom.proof.stress;

import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;

/** Counts answers and how long they took. Thread-safe. */
final class AnswerTally {

    private static final int SIGNIFICANT_DIGITS = 3;

    private final Map<Kind, LongAdder> answers = new EnumMap<>(Kind.class);
    private final LongAdder replays = new LongAdder();
    private final LongAdder racingNanos = new LongAdder();
    private final ConcurrentHistogram micros = new ConcurrentHistogram(SIGNIFICANT_DIGITS);

    AnswerTally() {
        for (Kind kind : Kind.values()) {
            answers.put(kind, new LongAdder());
        }
    }

    SellerAnswer time(Supplier<SellerAnswer> request) {
        return time(1, request);
    }

    /** Times a request that makes {@code bookings} bookings, if it makes any. */
    SellerAnswer time(int bookings, Supplier<SellerAnswer> request) {
        long start = System.nanoTime();
        SellerAnswer answer = request.get();
        micros.recordValue((System.nanoTime() - start) / 1_000);
        if (answer.replayed()) {
            replays.increment();
        } else {
            count(answer.kind()).add(answer.kind() == Kind.BOOKED ? bookings : 1);
        }
        return answer;
    }

    private LongAdder count(Kind kind) {
        LongAdder adder = answers.get(kind);
        if (adder == null) {
            throw new IllegalStateException("no counter for " + kind);
        }
        return adder;
    }

    /** Counts an offer: a booking that nobody asked for in a request. */
    void offered() {
        count(Kind.BOOKED).increment();
    }

    /** Adds a finished race that took {@code nanos}. */
    void raced(long nanos) {
        racingNanos.add(nanos);
    }

    StressTotals totals() {
        double seconds = racingNanos.sum() / 1e9;
        long booked = count(Kind.BOOKED).sum();
        return new StressTotals(
                micros.getTotalCount(),
                booked,
                count(Kind.SOLD_OUT).sum(),
                count(Kind.CANCELLED).sum(),
                count(Kind.HOLD_EXPIRED).sum(),
                replays.sum(),
                count(Kind.KEY_CONFLICT).sum(),
                count(Kind.TROUBLE).sum(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                seconds > 0 ? booked / seconds : 0);
    }
}
