package dev.lastroom.proof.crash;

/** A point of the server's code at which its process can be halted. */
enum CrashPoint {
    /** A batch is about to go to the store. */
    BEFORE_WRITE,
    /** A batch is written but not committed. SQLite only: PostgreSQL gets both at once. */
    AFTER_WRITE,
    /** A batch is committed, and no caller knows yet. */
    AFTER_COMMIT,
    /** The outcome of one command is about to be answered. */
    BEFORE_ANSWER;

    /** The exit status of a process that halted here. Nothing else gives this status. */
    static final int STATUS = 86;
}
