package dev.lastroom.proof.coordination;

/** A way in which leases go wrong. */
enum RedisFault {
    /** Its process is killed, and started again with nothing in it. */
    KILLED,
    /** Its process is stopped, and goes on later. */
    PAUSED,
    /** It forgets everything, again and again. */
    EMPTIED,
    /** The servers reach one Redis each, and both give the same lease. */
    SPLIT,
    /** It gives every lease to everybody. */
    LYING
}
