package dev.lastroom.proof.failover;

import java.time.Duration;
import java.util.Locale;

/** The ways to take a machine of the cluster away under load, and how long guests may then have to wait. */
enum Failover {
    /** The primary is killed, and its Patroni goes on. */
    KILLED(10),
    /** The primary and its Patroni are killed. Patroni is restarted, as its unit says. */
    KILLED_WITH_PATRONI(10),
    /** Everything on the primary's machine is killed. When another one is the primary, the machine starts again. */
    POWER_LOST(25),
    /** The same, and the files of its PostgreSQL are gone. */
    DISK_LOST(25),
    /** The primary's machine is suspended. When all clients are served by another one, it resumes. */
    HUNG(25),
    /** The same, but it resumes as soon as another one is the primary: for a while there are two. */
    TWO_PRIMARIES(25),
    /**
     * The primary's machine is cut off from its clients, its standbys and etcd, and knows of nothing. When all clients
     * are served by another one, its network is back.
     */
    CUT_OFF(25),
    /** An operator switches to the synchronous standby, although all is well. */
    SWITCHED_OVER(10),
    /** The machine of the synchronous standby is suspended; the other standby takes its place. */
    STANDBY_HUNG(15),
    /** Both standbys are cut off from the primary for a while. Writes in between wait for them. */
    STANDBYS_MISSING(15),
    /**
     * Both standbys are cut off. For a second, someone cancels what waits for them. Then the primary is killed and its
     * network is back.
     */
    WAITS_CANCELLED(10);

    private final int stallSecondsMax;

    Failover(int stallSecondsMax) {
        this.stallSecondsMax = stallSecondsMax;
    }

    /**
     * The longest time for which the guests of a room type may get no answer. It counts from the fault on; where both
     * standbys are missing, from when they are back.
     */
    Duration stallMax() {
        return Duration.ofSeconds(stallSecondsMax);
    }

    /** In words. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
