package dev.lastroom.engine.store;

/** How long a transaction waits for row locks. */
public enum LockWait {
    /** As long as the store's setting says, by default 5 s. */
    FULL,
    /** Hardly at all: the command has waited in a batch already. */
    BRIEF
}
