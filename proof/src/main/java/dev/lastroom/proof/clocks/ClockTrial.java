package dev.lastroom.proof.clocks;

import dev.lastroom.proof.prove.Trial;
import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.proof.store.TestBed;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Several servers on one store, of which only some have a correct clock. */
public final class ClockTrial implements Trial {

    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final Duration THOROUGH = Duration.ofSeconds(9);

    private final String store;
    private final Callable<TestBed> opening;
    private final boolean guarded;

    public ClockTrial(String store, Callable<TestBed> opening) {
        this(store, opening, true);
    }

    /** @param guarded whether servers compare their clocks; without this guard the trial must fail */
    ClockTrial(String store, Callable<TestBed> opening, boolean guarded) {
        this.store = store;
        this.opening = opening;
        this.guarded = guarded;
    }

    @Override
    public String name() {
        return "clocks, " + store;
    }

    @Override
    public TrialTally run(long seed, boolean quick, Consumer<String> progress) throws Exception {
        try (TestBed bed = opening.call()) {
            bed.wipe();
            ClockRun run = new ClockRun(bed, guarded, new SplittableRandom(seed));
            return run.play(quick ? QUICK : THOROUGH, progress);
        }
    }
}
