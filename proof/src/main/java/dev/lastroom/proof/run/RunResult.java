package dev.lastroom.proof.run;

import java.util.List;

/**
 * The result of a run. Immutable and thread-safe.
 *
 * @param store the name of the store
 * @param commands which commands were played
 * @param broken what is wrong; empty if nothing is
 * @param undecided whether the checker gave up
 * @param commandsEnded how many commands of clients ended
 * @param acknowledged how many bookings and cancels were acknowledged
 * @param unknown how many commands had no answer that says what they did
 * @param faults how many batches failed on purpose
 * @param digest a hash of everything that happened; the same in every run of the same seed in the mode
 *     {@link Mode#SCHEDULE}
 * @param trace what happened, line by line
 */
public record RunResult(
        long seed,
        String store,
        Mode mode,
        Commands commands,
        List<String> broken,
        boolean undecided,
        int commandsEnded,
        int acknowledged,
        int unknown,
        int faults,
        String digest,
        List<String> trace) {

    public RunResult {
        broken = List.copyOf(broken);
        trace = List.copyOf(trace);
    }

    static RunResult of(
            long seed, String store, Mode mode, Commands commands, Play.Judgement judged, int faults, Trace trace) {
        return new RunResult(
                seed,
                store,
                mode,
                commands,
                judged.broken(),
                judged.undecided(),
                judged.commandsEnded(),
                judged.acknowledged(),
                judged.unknown(),
                faults,
                trace.digest(),
                trace.lines());
    }

    /** Whether no promise was broken. */
    public boolean passed() {
        return broken.isEmpty();
    }

    /** The command that repeats the run. */
    public String command() {
        return "./lastroom simulate --seed " + seed + " --store " + store + " --mode " + mode.label() + " --commands "
                + commands.label();
    }
}
