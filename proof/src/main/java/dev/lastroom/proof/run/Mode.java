package dev.lastroom.proof.run;

import java.util.Locale;

/** How a run is played. */
public enum Mode {
    /** The seed decides everything, even the order of steps: a run repeats exactly. */
    SCHEDULE,
    /** Real threads race: the seed decides only what they ask for and what fails. */
    THREADS;

    /** Its name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
