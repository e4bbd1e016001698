package dev.lastroom.proof.replay;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved: the engine's, while a history with holds is run. Thread-safe. */
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
