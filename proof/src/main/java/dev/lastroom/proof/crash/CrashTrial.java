package dev.lastroom.proof.crash;

import dev.lastroom.proof.prove.Trial;
import dev.lastroom.proof.prove.TrialTally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Kills a real server in the middle of its work, at random moments and at points of its code, and a real PostgreSQL
 * too. After each crash everything acknowledged must be there, once, and every key must tell the truth.
 */
public final class CrashTrial implements Trial {

    private static final int CRASHES = 60;

    private final String store;
    private final Callable<CrashBed> opening;

    private CrashTrial(String store, Callable<CrashBed> opening) {
        this.store = store;
        this.opening = opening;
    }

    /** On SQLite. */
    public static CrashTrial sqlite() {
        return new CrashTrial("SQLite", DurableSqlite::new);
    }

    /** On PostgreSQL. */
    public static CrashTrial postgres() {
        return new CrashTrial("PostgreSQL", () -> new DurablePostgres(true));
    }

    @Override
    public String name() {
        return "crash, " + store;
    }

    @Override
    public TrialTally run(long seed, boolean quick, Consumer<String> progress) throws Exception {
        try (CrashBed bed = opening.call();
                CrashRun run = new CrashRun(bed, seed, false)) {
            return run.run(crashes(bed.crashes(), quick, seed), progress);
        }
    }

    /** All ways to crash, equally often (once in a quick run), in an order that the seed decides. */
    private static List<Crash> crashes(List<Crash> ways, boolean quick, long seed) {
        List<Crash> crashes = new ArrayList<>();
        do {
            crashes.addAll(ways);
        } while (!quick && crashes.size() < CRASHES);
        Collections.shuffle(crashes, new Random(seed));
        return crashes;
    }
}
