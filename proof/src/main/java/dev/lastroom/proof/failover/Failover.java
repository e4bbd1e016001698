package dev.lastroom.proof.failover;

import java.time.Duration;

/** What befalls a pair under load, and for how long its guests may have to wait. */
enum Failover {
    /** All processes of the primary are killed, and the standby is promoted. */
    KILLED(10),
    /** All processes of the primary are held still, and the standby is promoted. Once all have left it, the primary goes on. */
    HUNG(25),
    /** The same, but the primary goes on as soon as the standby is promoted: for a while there are two. */
    TWO_PRIMARIES(25),
    /** The standby is killed, and started again after a while: what is written meanwhile waits for it. */
    STANDBY_MISSING(10),
    /** The standby is cut off, somebody cancels what waits for it for a second, and then the primary is killed and the standby promoted. */
    WAITS_CANCELLED(10);

    private final int stallSecondsMax;

    Failover(int stallSecondsMax) {
        this.stallSecondsMax = stallSecondsMax;
    }

    /**
     * The longest time for which the guests of a room type may be answered nothing, once the primary is gone or, where the
     * standby was missing, once it is back.
     */
    Duration stallMax() {
        return Duration.ofSeconds(stallSecondsMax);
    }
}
