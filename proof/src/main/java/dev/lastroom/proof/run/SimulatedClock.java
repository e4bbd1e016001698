package dev.lastroom.proof.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A clock that moves only on command. Thread-safe. */
final class SimulatedClock implements InstantSource {

    private volatile Instant now;

    SimulatedClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void move(Duration by) {
        now = now.plus(by);
    }

    /** Today at the hotel, which uses UTC. */
    LocalDate today() {
        return now.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
