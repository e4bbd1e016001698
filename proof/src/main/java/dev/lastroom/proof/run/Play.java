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

/**
 * The clients' part in a run, and the judgement of it. A schedule or a race decides when they act. Thread-safe except
 * where noted.
 */
interface Play {

    /** A request that a client sends now. */
    interface Asked {

        Request<?> request();

        /** The request in words. */
        String wanted();

        /**
         * Records the answer to the client; null if the client will never learn it.
         *
         * @return the answer in words
         */
        String told(@Nullable Outcome<?> outcome);
    }

    /**
     * The result of a run.
     *
     * @param broken what is wrong, each a sentence
     * @param undecided whether the judge gave up
     * @param commandsEnded how many commands ended
     * @param acknowledged how many were acknowledged
     * @param unknown how many had no answer that says what they did
     * @param story what happened, if no schedule has told it
     */
    record Judgement(
            List<String> broken,
            boolean undecided,
            int commandsEnded,
            int acknowledged,
            int unknown,
            List<String> story) {}

    /** Describes the scene. */
    String scene();

    /** A server on a store. */
    BookingEngine server(Store store);

    /** Opens the hotel, before anything goes wrong. */
    void open(BookingEngine founder);

    /** A client's next request. */
    Asked ask(int client, BookingEngine server, SplittableRandom random);

    /** Makes a client read only. Returns what it saw, in words. */
    String look(int client, Reads reads, SplittableRandom random);

    /**
     * Lets time pass, as much as may pass.
     *
     * @param quiet whether no command is under way
     * @return what happened, in words; null if no time has passed
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

    /** Judges the run when all commands have ended. */
    Judgement judge(Reads reads);

    /** Returns how long to pause: seconds, and sometimes days while it is quiet. */
    static Duration pause(SplittableRandom random, int secondsMax, boolean quiet, int daysMax) {
        Duration by = Duration.ofSeconds(random.nextInt(secondsMax));
        return quiet && random.nextInt(3) == 0 ? by.plusDays(1 + random.nextInt(daysMax)) : by;
    }
}
