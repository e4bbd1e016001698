package dev.lastroom.proof.network;

/** The faults that {@link FaultProxy} applies to the connections through it. */
public enum NetworkFault {
    /** All data arrives {@link FaultProxy#LATENCY} later, each way. */
    LATENCY,
    /** Cuts each connection instead of delivering the server's next answer to a COMMIT; new connections are reset. */
    CUT_BEFORE_COMMIT_ANSWER,
    /**
     * Cuts each connection instead of delivering the server's next answer, whatever it says; new connections are
     * reset.
     */
    CUT_BEFORE_ANSWER,
    /** Swallows all data and closes nothing; the connections of this time stay dead. */
    HALF_OPEN,
    /** Answers arrive a few bytes at a time. */
    SLOW_READS,
    /** Resets all connections, existing and new. */
    REFUSED;

    boolean letsConnect() {
        return switch (this) {
            case LATENCY, HALF_OPEN, SLOW_READS -> true;
            case CUT_BEFORE_COMMIT_ANSWER, CUT_BEFORE_ANSWER, REFUSED -> false;
        };
    }
}
