package dev.lastroom.engine.clock;

import dev.lastroom.engine.store.StoreClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** A machine and a database whose clocks a test moves. */
final class Machine {

    static final Instant NOON = Instant.parse("2027-01-10T12:00:00Z");

    private Instant truth = NOON;
    private long nanos = Long.MAX_VALUE - 1_000_000;
    Duration machineAhead = Duration.ZERO;
    Duration databaseAhead = Duration.ZERO;
    Duration slept = Duration.ZERO;
    Duration roundTrip = Duration.ofMillis(2);
    int questions;

    final InstantSource wallClock = () -> truth.plus(machineAhead);
    final LongSupplier nanoTime = () -> nanos;

    /** It reads its clock at the last moment, so the middle can be wrong by at most half a round trip. */
    final StoreClock database = () -> {
        questions++;
        long sent = nanos;
        pass(roundTrip);
        return new StoreClock.Sample(truth.plus(databaseAhead), sent, nanos);
    };

    Instant truth() {
        return truth;
    }

    void pass(Duration time) {
        truth = truth.plus(time);
        nanos += time.toNanos();
    }

    /** The machine's nanosecond counter stands still during a sleep. */
    void sleep(Duration time) {
        truth = truth.plus(time);
        slept = slept.plus(time);
    }
}
