package dev.lastroom.proof.clocks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A machine's clock that can be moved while servers run. Thread-safe. */
final class BadClock implements InstantSource {

    private static final InstantSource TRUTH = InstantSource.system();

    private volatile Duration ahead;
    private volatile long driftFrom;
    private volatile long drift;

    BadClock(Duration ahead) {
        this.ahead = ahead;
    }

    /** From now on the clock gains this many seconds in each second. */
    void drift(long secondsASecond) {
        driftFrom = System.nanoTime();
        drift = secondsASecond;
    }

    void set(Duration newAhead) {
        drift = 0;
        ahead = newAhead;
    }

    @Override
    public Instant instant() {
        return TRUTH.instant().plus(ahead).plusNanos(drift * (System.nanoTime() - driftFrom));
    }
}
