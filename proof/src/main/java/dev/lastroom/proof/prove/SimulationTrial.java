package dev.lastroom.proof.prove;

import dev.lastroom.proof.run.Commands;
import dev.lastroom.proof.run.Mode;
import dev.lastroom.proof.run.RunResult;
import dev.lastroom.proof.run.Simulator;
import dev.lastroom.proof.store.TestBed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Runs of seeded clients and faults on one store, as {@code lastroom simulate} plays them, with a fresh seed each. */
public final class SimulationTrial implements Trial {

    private static final int QUICK_SEEDS = 3;
    private static final int SEEDS = 150;
    private static final long SEEDS_MAX = 1_000_000_000_000L;

    private final String store;
    private final Callable<TestBed> opening;

    public SimulationTrial(String store, Callable<TestBed> opening) {
        this.store = store;
        this.opening = opening;
    }

    @Override
    public String name() {
        return "simulation, " + store;
    }

    @Override
    public TrialTally run(long seed, boolean quick, Consumer<String> progress) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        int seeds = quick ? QUICK_SEEDS : SEEDS;
        List<RunResult> runs = new ArrayList<>();
        try (TestBed bed = opening.call()) {
            for (int i = 1; i <= seeds; i++) {
                long played = random.nextLong(SEEDS_MAX);
                for (Mode mode : Mode.values()) {
                    for (Commands commands : Commands.values()) {
                        runs.add(new Simulator(bed).play(played, mode, commands));
                    }
                }
                progress.accept(i + " of " + seeds + " seeds");
            }
        }
        return tally(runs);
    }

    private static TrialTally tally(List<RunResult> runs) {
        List<String> findings = new ArrayList<>();
        for (RunResult run : runs) {
            run.broken().forEach(reason -> findings.add(reason + "; repeat it with: " + run.command()));
            if (run.undecided()) {
                findings.add("the search for an order gave up; repeat it with: " + run.command());
            }
        }
        return new TrialTally(
                runs.stream().mapToLong(RunResult::faults).sum(),
                runs.stream().mapToLong(RunResult::commandsEnded).sum(),
                runs.stream().mapToLong(RunResult::acknowledged).sum(),
                runs.stream().mapToLong(RunResult::unknown).sum(),
                0,
                0,
                0,
                Duration.ZERO,
                findings);
    }
}
