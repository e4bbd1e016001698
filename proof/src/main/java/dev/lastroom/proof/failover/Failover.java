package dev.lastroom.proof.failover;

import java.time.Duration;

/** The ways to take a pair's primary or standby away under load, and how long guests may then have to wait. */
enum Failover {
    /** All processes of the primary are killed, and the standby is promoted. */
    KILLED(10),
    /**
     * All processes of the primary are suspended, and the standby is promoted. When all clients have left the
     * primary, it resumes.
     */
    HUNG(25),
    /** The same, but the primary resumes as soon as the standby is promoted: for a while there are two primaries. */
    TWO_PRIMARIES(25),
    /** The standby is killed and restarted after a while. Writes in between wait for it. */
    STANDBY_MISSING(10),
    /**
     * The standby is cut off. For a second, someone cancels what waits for it. Then the primary is killed and the
     * standby promoted.
     */
    WAITS_CANCELLED(10);

    private final int stallSecondsMax;

    Failover(int stallSecondsMax) {
        this.stallSecondsMax = stallSecondsMax;
    }

    /**
     * The longest time for which the guests of a room type may get no answer. It counts from when the primary is gone
     * or, if the standby was missing, from when it is back.
     */
    Duration stallMax() {
        return Duration.ofSeconds(stallSecondsMax);
    }
}
