package dev.lastroom.bench.load;

import org.jspecify.annotations.Nullable;

/** Something that can be measured against others: a contender that the bench drives, or a program that drives itself. */
public interface Entry {

    /** Its name, also on the command line. */
    String name();

    /** What is missing on this machine, in words, so that it cannot take part; null if nothing is. */
    default @Nullable String missing() {
        return null;
    }

    /** Whether it can do this. */
    boolean plays(Workload workload);

    /**
     * Has its turn.
     *
     * @throws dev.lastroom.bench.contender.ContenderFailedException if a request failed or was answered wrongly
     * @throws InterruptedException if the thread was interrupted
     */
    Measured play(Round round) throws InterruptedException;
}
