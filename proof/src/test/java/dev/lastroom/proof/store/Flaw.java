package dev.lastroom.proof.store;

/** A mistake that is often made. */
public enum Flaw {
    /** The nights are read, decided upon and written without a lock. */
    NO_LOCK,
    /** The idempotency key is looked up before the transaction, not in it. */
    KEY_LOOKED_UP_OUTSIDE,
    /** A cancel does not lock its booking, so that two of them give the rooms back. */
    CANCEL_WITHOUT_LOCK,
    /** A booking counts as one room, however many it has. */
    COUNTS_ONE_ROOM
}
