package dev.lastroom.proof.crash;

/** A point of the server's code at which its process can be halted. */
enum CrashPoint {
    /** A batch is about to be given to the store. */
    BEFORE_WRITE,
    /** A batch is written and not committed. SQLite only: PostgreSQL is sent both at once. */
    AFTER_WRITE,
    /** A batch is committed, and nobody has been told. */
    AFTER_COMMIT,
    /** The outcome of one command is about to be answered. */
    BEFORE_ANSWER;

    /** The exit status of a process that was halted so: one that nothing else gives. */
    static final int STATUS = 86;
}
