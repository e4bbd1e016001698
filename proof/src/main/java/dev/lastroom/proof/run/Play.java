package dev.lastroom.proof.run;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What clients do in a run, and how it is judged; a schedule or a race says when. Thread-safe but for what is said. */
interface Play {

    /** A request that a client sends now. */
    interface Asked {

        Request<?> request();

        /** The request in words. */
        String wish();

        /**
         * Takes note of what the client was told; null if it will never learn.
         *
         * @return that in words
         */
        String told(@Nullable Outcome<?> outcome);
    }

    /**
     * What came of a run.
     *
     * @param broken what is wrong, each a sentence
     * @param undecided whether the judge gave up
     * @param events how many commands ended
     * @param acknowledged how many were acknowledged
     * @param unknown how many had no answer that says what became of them
     * @param story what happened, where no schedule has told it
     */
    record Judgement(
            List<String> broken, boolean undecided, int events, int acknowledged, int unknown, List<String> story) {}

    /** The scene in words. */
    String scene();

    /** A server on a store. */
    BookingEngine server(Store store);

    /** Opens the hotel, before anything goes wrong. */
    void open(BookingEngine founder);

    /** What a client asks next. */
    Asked ask(int client, BookingEngine server, SplittableRandom random);

    /** A client only looks at what there is. Returns that in words. */
    String look(int client, Reads reads, SplittableRandom random);

    /**
     * Lets time pass, by as much as may pass.
     *
     * @param quiet whether no command is under way
     * @return what has become of it in words; null if no time has passed
     */
    @Nullable
    String wait(SplittableRandom random, boolean quiet);

    /** Forgets old keys, by a server on the store. Returns how many. */
    int sweepKeys(BookingEngine server, Store store);

    /** How many rounds a race has; time passes between them. */
    int rounds();

    /**
     * Checks what must hold after any step.
     *
     * @throws BrokenPromiseException if it does not
     */
    void check(Reads reads);

    /** Judges everything, when all commands have ended. */
    Judgement judge(Reads reads);

    /** Time that passes: seconds, and now and then days while it is quiet. */
    static Duration pause(SplittableRandom random, int secondsMax, boolean quiet, int daysMax) {
        Duration by = Duration.ofSeconds(random.nextInt(secondsMax));
        return quiet && random.nextInt(3) == 0 ? by.plusDays(1 + random.nextInt(daysMax)) : by;
    }
}
