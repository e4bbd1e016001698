package dev.lastroom.bench.load;

import org.jspecify.annotations.Nullable;

/** An entrant in the comparison: a contender that the bench drives, or a program that drives itself. */
public interface Entrant {

    /** Its name, also on the command line. */
    String name();

    /** The reason, in words, why it cannot take part on this machine; null if it can. */
    default @Nullable String missing() {
        return null;
    }

    /** Whether it supports this workload. */
    boolean plays(Workload workload);

    /**
     * Plays a round.
     *
     * @throws dev.lastroom.bench.contender.ContenderFailedException if a request failed or was answered wrongly
     * @throws InterruptedException if the thread was interrupted
     */
    Measured play(BenchRound round) throws InterruptedException;
}
