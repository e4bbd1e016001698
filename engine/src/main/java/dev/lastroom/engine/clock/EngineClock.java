package dev.lastroom.engine.clock;

import dev.lastroom.engine.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time an engine decides by. While this machine's clock differs too much from its reference clock, there is no
 * time, and so no decision: two clocks that disagree do not tell which of them is wrong. Thread-safe.
 */
public sealed interface EngineClock permits FollowingClock, MachineClock, GivenClock {

    /** How often the clocks are compared. */
    Duration LOOK_EVERY = Duration.ofSeconds(5);

    /**
     * The clock that all servers on a store share: the database's, or the machine's for a store without one.
     *
     * @param machine the clock of this machine
     */
    static EngineClock of(Store store, InstantSource machine, ClockLimits limits) {
        return store.clock()
                .<EngineClock>map(clock -> new FollowingClock(clock, machine, System::nanoTime, limits))
                .orElseGet(() -> new MachineClock(machine, System::nanoTime, Sleep.ofThisMachine(), limits));
    }

    /** A time without a reference clock, for replaying histories and for tests. */
    static EngineClock given(InstantSource time) {
        return new GivenClock(time);
    }

    /**
     * The time now.
     *
     * @throws dev.lastroom.engine.store.StoreException with {@code STORE_UNAVAILABLE} if this machine's clock differs
     *     too much, or if the database must be asked and does not answer
     */
    Instant now();

    /** How far this machine's clock was ahead at the last comparison; negative if it was behind. */
    Duration skew();

    /**
     * Compares the clocks again. Call it every {@link #LOOK_EVERY}.
     *
     * @throws dev.lastroom.engine.store.StoreException if the database does not answer
     */
    void look();

    /** Records that connections broke: the next one may lead to another database with another clock. */
    void doubt();
}
