package dev.lastroom.proof.store;

/** The faults of one batch. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** A conflict before anything is written, as after a deadlock. */
    CONFLICT,
    /** The database does not answer; nothing is written. */
    UNAVAILABLE,
    /** A statement fails in the middle of the transaction, after others have written. */
    BROKEN_STATEMENT,
    /** The connection breaks before the commit arrives: the outcome is unknown, and nothing happened. */
    COMMIT_LOST,
    /** The connection breaks after the commit: the outcome is unknown, and everything happened. */
    ANSWER_LOST
}
