package dev.lastroom.proof.run;

import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.store.TestBed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Plays runs on one kind of database. Used by one thread. */
public final class Simulator {

    private static final int STEPS_MIN = 40;
    private static final int STEPS_MAX = 120;
    private static final int RACERS = 4;
    private static final int STORES = 2;
    private static final int RACE_COMMANDS = 10;
    private static final int RACE_COMMANDS_OF_ALL_KINDS = 16;
    private static final int RACE_FAULT_PERCENT = 12;

    private final TestBed bed;

    public Simulator(TestBed bed) {
        this.bed = bed;
    }

    /** Plays one run on fresh data, and judges what its clients saw. */
    public RunResult play(long seed, Mode mode, Commands commands) throws InterruptedException {
        bed.wipe();
        SplittableRandom random = new SplittableRandom(seed);
        Play play = commands.play(seed, random, mode);
        List<Store> stores = new ArrayList<>();
        try {
            for (int i = 0; i < STORES; i++) {
                stores.add(bed.open());
            }
            return switch (mode) {
                case SCHEDULE -> schedule(seed, commands, random, play, stores);
                case THREADS -> race(seed, commands, random, play, stores);
            };
        } finally {
            stores.forEach(Store::close);
        }
    }

    private RunResult schedule(
            long seed, Commands commands, SplittableRandom random, Play play, List<? extends Store> stores) {
        Trace trace = new Trace();
        int steps = new SplittableRandom(seed).split().nextInt(STEPS_MIN, STEPS_MAX);
        try (Schedule schedule = new Schedule(random, play, stores, bed.planted(), trace)) {
            Play.Judgement judgement;
            try {
                judgement = schedule.play(steps);
            } catch (BrokenPromiseException e) {
                judgement = new Play.Judgement(List.of(String.valueOf(e.getMessage())), false, 0, 0, 0, List.of());
            }
            return RunResult.of(seed, bed.name(), Mode.SCHEDULE, commands, judgement, schedule.faults(), trace);
        }
    }

    private RunResult race(
            long seed, Commands commands, SplittableRandom random, Play play, List<? extends Store> stores)
            throws InterruptedException {
        Race race = new Race(random, play);
        int sent = commands == Commands.ALL ? RACE_COMMANDS_OF_ALL_KINDS : RACE_COMMANDS;
        race.play(stores, bed.planted(), RACERS, sent, RACE_FAULT_PERCENT);
        Play.Judgement judgement = play.judge(stores.getFirst().reads());
        Trace trace = new Trace();
        judgement.story().forEach(trace::add);
        return RunResult.of(seed, bed.name(), Mode.THREADS, commands, judgement, race.faults(), trace);
    }
}
