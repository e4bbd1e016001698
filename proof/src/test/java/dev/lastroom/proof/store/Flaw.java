package dev.lastroom.proof.store;

/** A common mistake. */
public enum Flaw {
    /** Reads the nights, decides and writes without a lock. */
    NO_LOCK,
    /** Looks up the idempotency key before the transaction instead of in it. */
    KEY_LOOKED_UP_OUTSIDE,
    /** A cancel does not lock its booking, so two cancels give the rooms back twice. */
    CANCEL_WITHOUT_LOCK,
    /** Counts a booking as one room, however many it has. */
    COUNTS_ONE_ROOM
}
