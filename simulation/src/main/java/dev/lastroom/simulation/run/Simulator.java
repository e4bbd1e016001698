package dev.lastroom.simulation.run;

import dev.lastroom.engine.store.Store;
import dev.lastroom.simulation.check.HistoryChecker;
import dev.lastroom.simulation.check.Verdict;
import dev.lastroom.simulation.history.Event;
import dev.lastroom.simulation.history.History;
import dev.lastroom.simulation.store.TestBed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Plays runs on one kind of database. Used by one thread. */
public final class Simulator {

    private static final int STEPS_MIN = 40;
    private static final int STEPS_MAX = 120;
    private static final int RACERS = 4;
    private static final int RACE_STORES = 2;
    private static final int RACE_COMMANDS = 10;
    private static final int RACE_FAULT_PERCENT = 12;

    private final TestBed bed;

    public Simulator(TestBed bed) {
        this.bed = bed;
    }

    /** Plays one run on fresh data, and judges what its clients saw. */
    public RunResult play(long seed, Mode mode) throws InterruptedException {
        bed.wipe();
        return switch (mode) {
            case SCHEDULE -> schedule(seed);
            case THREADS -> race(seed);
        };
    }

    private RunResult schedule(long seed) {
        Trace trace = new Trace();
        try (Store store = bed.open();
                Schedule schedule = new Schedule(seed, store, bed.planted(), trace)) {
            int steps = new SplittableRandom(seed).split().nextInt(STEPS_MIN, STEPS_MAX);
            try {
                History history = schedule.play(steps);
                return result(seed, Mode.SCHEDULE, history, schedule.faults(), trace);
            } catch (BrokenPromiseException e) {
                List<String> broken = List.of(String.valueOf(e.getMessage()));
                return new RunResult(
                        seed,
                        bed.name(),
                        Mode.SCHEDULE,
                        broken,
                        false,
                        0,
                        0,
                        0,
                        schedule.faults(),
                        trace.digest(),
                        trace.lines());
            }
        }
    }

    private RunResult race(long seed) throws InterruptedException {
        List<Store> stores = new ArrayList<>();
        try {
            for (int i = 0; i < RACE_STORES; i++) {
                stores.add(bed.open());
            }
            Race race = new Race(seed);
            History history = race.play(stores, bed.planted(), RACERS, RACE_COMMANDS, RACE_FAULT_PERCENT);
            Trace trace = new Trace();
            history.events().stream().map(Event::toString).forEach(trace::add);
            return result(seed, Mode.THREADS, history, race.faults(), trace);
        } finally {
            stores.forEach(Store::close);
        }
    }

    private RunResult result(long seed, Mode mode, History history, int faults, Trace trace) {
        Verdict verdict = HistoryChecker.DEFAULT.check(history);
        List<String> broken = switch (verdict) {
            case Verdict.Broken(var reasons) -> reasons;
            case Verdict.Explained _, Verdict.Undecided _ -> List.of();
        };
        return new RunResult(
                seed,
                bed.name(),
                mode,
                broken,
                verdict instanceof Verdict.Undecided,
                history.events().size(),
                history.acknowledged(),
                history.unknown(),
                faults,
                trace.digest(),
                trace.lines());
    }
}
