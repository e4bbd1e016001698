package dev.lastroom.proof.run;

import java.util.Locale;

/** How a run is played. */
public enum Mode {
    /** The seed decides everything, also what comes after what: a run is repeated exactly. */
    SCHEDULE,
    /** Real threads race: the seed decides only what they want and what fails. */
    THREADS;

    /** Its name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
