package dev.lastroom.engine.clock;

import dev.lastroom.engine.store.StoreClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time of the database's clock. It asks the database now and then, takes the answer as the time at the middle of
 * the round trip, and continues it with the machine's nanosecond count, which clock jumps do not affect. The error is
 * at most half the round trip, plus what the machine has miscounted since. Of two answers it keeps the one that is more
 * accurate by now.
 *
 * <p>Protocol: the known time is one immutable value. A thread that finds it doubtful asks the database; other threads
 * that find it doubtful meanwhile wait for the same answer, so that a hanging database costs each of them one wait. It
 * is doubtful if it is old, if connections broke since, or if this machine's clock is not where it should be: the clock
 * has jumped, or the machine slept. Thread-safe.
 */
final class FollowingClock implements EngineClock {

    /** An older answer is not relied on. */
    static final Duration AGE_MAX = Duration.ofMinutes(1);

    /** Clocks that move apart by more between two looks have jumped. */
    static final Duration JUMP = Duration.ofSeconds(1);

    /** A machine miscounts at most one nanosecond in this many: twice the rate at which a system corrects its clock. */
    private static final long DRIFT = 1_000;

    private final StoreClock clock;
    private final InstantSource machine;
    private final LongSupplier nanos;
    private final SkewGuard guard;
    private final AtomicReference<@Nullable CompletableFuture<Estimate>> asking = new AtomicReference<>();
    private volatile @Nullable Estimate known;
    private volatile boolean doubted;

    /**
     * @param time the database's time at {@code at} of the machine's count
     * @param error how far it may be wrong, in nanoseconds
     * @param skew how far the machine's clock was ahead at the last comparison
     */
    private record Estimate(Instant time, long at, long error, Duration skew) {

        static Estimate of(StoreClock.Sample sample) {
            long half = (sample.received() - sample.sent()) / 2;
            return new Estimate(sample.time(), sample.sent() + half, half, Duration.ZERO);
        }

        Instant time(long now) {
            return time.plusNanos(now - at);
        }

        long error(long now) {
            return error + (now - at) / DRIFT;
        }

        /** Whether to rely on this value instead of the one before. */
        boolean replaces(Estimate before) {
            long apart = Duration.between(before.time(at), time).abs().toNanos();
            return error <= before.error(at) || apart > error + before.error(at) || before.isOld(at);
        }

        boolean isOld(long now) {
            return now - at > AGE_MAX.toNanos();
        }

        Estimate with(Duration newSkew) {
            return new Estimate(time, at, error, newSkew);
        }
    }

    FollowingClock(StoreClock clock, InstantSource machine, LongSupplier nanos, ClockLimits limits) {
        this.clock = clock;
        this.machine = machine;
        this.nanos = nanos;
        this.guard = new SkewGuard(limits, "the database's clock", "correct the clock that is wrong");
    }

    @Override
    public Instant now() {
        Estimate current = known;
        long now = nanos.getAsLong();
        if (current == null || isDoubtful(current, now)) {
            current = ask();
            now = nanos.getAsLong();
        }
        guard.check(skew(current, now));
        return current.time(now);
    }

    private boolean isDoubtful(Estimate current, long now) {
        return doubted
                || current.isOld(now)
                || skew(current, now).minus(current.skew()).abs().compareTo(JUMP) > 0;
    }

    private Duration skew(Estimate current, long now) {
        return Duration.between(current.time(now), machine.instant());
    }

    private Estimate ask() {
        CompletableFuture<Estimate> mine = new CompletableFuture<>();
        CompletableFuture<Estimate> first = asking.compareAndExchange(null, mine);
        if (first != null) {
            return join(first);
        }
        try {
            Estimate answer = compare();
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            asking.set(null);
        }
    }

    private static Estimate join(CompletableFuture<Estimate> first) {
        try {
            return first.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private Estimate compare() {
        // Before the question, so that a doubt raised meanwhile applies to the answer too.
        doubted = false;
        Estimate answer;
        try {
            answer = Estimate.of(clock.read());
        } catch (RuntimeException | Error e) {
            doubted = true;
            throw e;
        }
        Estimate before = known;
        Estimate kept = before == null || answer.replaces(before) ? answer : before;
        Estimate compared = kept.with(skew(kept, nanos.getAsLong()));
        known = compared;
        guard.saw(compared.skew());
        return compared;
    }

    @Override
    public Duration skew() {
        Estimate current = known;
        return current == null ? Duration.ZERO : current.skew();
    }

    @Override
    public void look() {
        Estimate _ = ask();
    }

    @Override
    public void doubt() {
        doubted = true;
    }
}
