package dev.lastroom.proof.failover;

import dev.lastroom.proof.crash.Folders;
import dev.lastroom.proof.prove.Trial;
import dev.lastroom.proof.prove.TrialTally;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the primary of a pair of real PostgreSQL servers away under load, in every way, and its synchronous standby
 * takes over. No acknowledged booking may be lost, and the guests must be served again in time.
 */
public final class FailoverTrial implements Trial {

    private static final int ROUNDS = 3;

    /** Runs mostly wait: two at once halve the time and do not disturb each other. */
    private static final int AT_ONCE = 2;

    @Override
    public String name() {
        return "failover, PostgreSQL";
    }

    @Override
    public @Nullable String obstacle() {
        return Files.isExecutable(PairServer.SHELL)
                ? null
                : PairServer.SHELL + " is missing; the trial needs it to suspend and resume processes";
    }

    @Override
    public TrialTally run(long seed, boolean quick, Consumer<String> progress) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Path folder = Folders.make();
        Path base = folder.resolve("base");
        try (ExecutorService rounds = Executors.newFixedThreadPool(AT_ONCE)) {
            Pair.prepare(base);
            List<Future<TrialTally>> tallies = new ArrayList<>();
            for (int round = 0; round < (quick ? 1 : ROUNDS); round++) {
                for (Failover failover : Failover.values()) {
                    FailoverRun run = new FailoverRun(base, true, quick, random.split());
                    tallies.add(rounds.submit(() -> {
                        TrialTally tally = run.play(failover);
                        progress.accept(label(failover) + ": the longest stall is "
                                + tally.longestStall().toMillis() + " ms");
                        return tally;
                    }));
                }
            }
            List<TrialTally> done = new ArrayList<>();
            for (Future<TrialTally> tally : tallies) {
                done.add(tally.get());
            }
            return TrialTally.sum(done);
        } finally {
            Folders.remove(folder);
        }
    }

    private static String label(Failover failover) {
        return failover.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
