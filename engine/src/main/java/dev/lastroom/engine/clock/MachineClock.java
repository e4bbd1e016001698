package dev.lastroom.engine.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of this machine's clock, for a store whose servers are all on one machine. The clock is compared with its
 * start time plus the time counted since, awake and asleep: a difference means that it has jumped. Thread-safe.
 */
final class MachineClock implements EngineClock {

    private final InstantSource machine;
    private final LongSupplier nanos;
    private final Sleep sleep;
    private final SkewGuard guard;
    private final Instant startTime;
    private final long startNanos;
    private volatile Duration slept = Duration.ZERO;

    MachineClock(InstantSource machine, LongSupplier nanos, Sleep sleep, ClockLimits limits) {
        this.machine = machine;
        this.nanos = nanos;
        this.sleep = sleep;
        this.guard = new SkewGuard(
                limits,
                "the time counted since the server started",
                "correct this machine's clock, or restart the server if the clock is right now");
        this.startTime = machine.instant();
        this.startNanos = nanos.getAsLong();
    }

    @Override
    public Instant now() {
        Instant time = machine.instant();
        Duration skew = skew(time);
        if (guard.isTooMuch(skew)) {
            // The machine may only have slept, which takes reading a file to find out.
            look();
            skew = skew(time);
        }
        guard.check(skew);
        return time;
    }

    private Duration skew(Instant time) {
        Duration counted = Duration.ofNanos(nanos.getAsLong() - startNanos).plus(slept);
        return Duration.between(startTime.plus(counted), time);
    }

    @Override
    public Duration skew() {
        return skew(machine.instant());
    }

    @Override
    public void look() {
        slept = sleep.sinceStart();
        guard.saw(skew());
    }

    @Override
    public void doubt() {}
}
