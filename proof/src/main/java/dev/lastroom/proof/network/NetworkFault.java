package dev.lastroom.proof.network;

/** What the {@link FaultProxy} does to the connections that go through it. */
enum NetworkFault {
    /** Every piece of data arrives {@link FaultProxy#LATENCY} later, each way. */
    LATENCY,
    /** Each connection is cut instead of delivering the server's next answer to a COMMIT; new ones are reset. */
    CUT_BEFORE_COMMIT_ANSWER,
    /** Each connection is cut instead of delivering the server's next answer, whatever it says; new ones are reset. */
    CUT_BEFORE_ANSWER,
    /** All that is sent is swallowed and nothing is closed; the connections of this time stay dead for ever. */
    HALF_OPEN,
    /** Answers arrive a few bytes at a time. */
    SLOW_READS,
    /** Connections are reset, those that there are and those that are made. */
    REFUSED;

    boolean letsConnect() {
        return switch (this) {
            case LATENCY, HALF_OPEN, SLOW_READS -> true;
            case CUT_BEFORE_COMMIT_ANSWER, CUT_BEFORE_ANSWER, REFUSED -> false;
        };
    }
}
