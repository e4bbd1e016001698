package dev.lastroom.proof.replay;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved: the engine's clock in a replay of a history with holds. Thread-safe. */
public final class DayClock implements InstantSource {

    private volatile Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
        return now;
    }

    void moveTo(Instant instant) {
        now = instant;
    }
}
