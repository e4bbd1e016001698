package dev.lastroom.engine.store;

/** How long a transaction waits for row locks. */
public enum LockWait {
    /** The store's setting, by default 5 s. */
    FULL,
    /** Very short: the command has already waited in a batch. */
    BRIEF
}
