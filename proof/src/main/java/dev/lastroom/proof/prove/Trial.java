package dev.lastroom.proof.prove;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One way to break Lastroom on purpose. */
public interface Trial {

    /** Its name in the table, such as "crash, SQLite". */
    String name();

    /** Why it cannot run on this machine, in a few words; null if it can. */
    default @Nullable String obstacle() {
        return null;
    }

    /**
     * Runs the trial. A broken promise is a finding of the tally; an exception means that the trial itself could not
     * run.
     *
     * @param seed decides all random choices
     * @param quick whether to take a minute at most instead of the time a thorough run needs
     * @param progress receives a few words on what is done so far
     */
    TrialTally run(long seed, boolean quick, Consumer<String> progress) throws Exception;
}
