package dev.lastroom.proof.prove;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One way to break Lastroom on purpose. */
public interface Trial {

    /** What a reader of the table calls it, such as "crash, SQLite". */
    String name();

    /** Why it cannot be done on this machine, in a few words; null where it can. */
    default @Nullable String obstacle() {
        return null;
    }

    /**
     * Runs it. A broken promise is a finding of the tally; an exception says that the trial itself could not be done.
     *
     * @param seed decides all that is chosen at random
     * @param quick whether to take a minute at most, and not as long as a thorough run needs
     * @param progress is told in a few words what has been done so far
     */
    Tally run(long seed, boolean quick, Consumer<String> progress) throws Exception;
}
