package dev.lastroom.bench.run;

import dev.lastroom.bench.contender.EngineContender;
import dev.lastroom.bench.database.Account;
import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.ClosedLoop;
import dev.lastroom.bench.load.Guests;
import dev.lastroom.bench.load.Meter;
import dev.lastroom.bench.load.Workload;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.rules.Rules;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.HdrHistogram.Recorder;

/**
 * Lastroom's engine under the same load for a long time. Its keys live so briefly that the sweeper forgets as many as
 * are made.
 */
public final class Sustained {

    private static final int SIGNIFICANT_DIGITS = 3;

    /** The part of the run for which a key is remembered. */
    private static final int LIFETIME_SHARE = 5;

    private final BenchDatabase database;
    private final Workload workload;
    private final int clients;
    private final Duration warmUp;
    private final Duration time;
    private final long seed;
    private final String run;

    /**
     * Prepares a run.
     *
     * @param warmUp how long it runs before the measurement, while the JVM compiles
     * @param time how long it is measured, at least 1 s
     * @param run begins every key; no other run on this database may have had it
     */
    public Sustained(
            BenchDatabase database,
            Workload workload,
            int clients,
            Duration warmUp,
            Duration time,
            long seed,
            String run) {
        this.database = database;
        this.workload = workload;
        this.clients = clients;
        this.warmUp = warmUp;
        this.time = time;
        this.seed = seed;
        this.run = run;
    }

    /** How often a sample is taken. */
    public Duration interval() {
        Duration tenth = time.dividedBy(10);
        return tenth.compareTo(Duration.ofSeconds(10)) < 0 ? tenth : Duration.ofSeconds(10);
    }

    /**
     * Runs, then compares the database with the answers.
     *
     * @param audience receives every sample, on a thread of its own
     * @throws BrokenPromiseException if the database did not match the answers
     * @throws dev.lastroom.bench.contender.ContenderFailedException if a request failed or was answered wrongly
     * @throws InterruptedException if the thread was interrupted
     */
    public List<Sample> play(Consumer<Sample> audience) throws InterruptedException {
        if (warmUp.isPositive()) {
            warmUp();
        }
        Account account = Account.open(database);
        BenchRound round = round(account, time, run);
        Recorder micros = new Recorder(SIGNIFICANT_DIGITS);
        List<Sample> samples;
        try (EngineContender contender = new EngineContender(database.openStore(), settings())) {
            Sampler sampler = new Sampler(database, contender, micros, interval(), audience);
            try (sampler) {
                ClosedLoop.LoopResult _ = ClosedLoop.play(
                        recorded(Guests.of(round, contender), micros),
                        round.ramp(),
                        round.window(),
                        Meter.ofThisProcess(database));
            }
            samples = sampler.samples();
        }
        List<String> wrong = account.check();
        if (!wrong.isEmpty()) {
            throw new BrokenPromiseException(Entrants.LANES, workload, clients, wrong);
        }
        return samples;
    }

    private void warmUp() throws InterruptedException {
        BenchRound round = round(Account.open(database), warmUp, run + "-warm-up");
        try (EngineContender contender = new EngineContender(database.openStore(), settings())) {
            ClosedLoop.LoopResult _ = ClosedLoop.play(
                    Guests.of(round, contender), round.ramp(), round.window(), Meter.ofThisProcess(database));
        }
    }

    private BenchRound round(Account account, Duration window, String name) {
        return new BenchRound(database, account, workload, clients, Duration.ZERO, window, seed, name);
    }

    private static List<ClosedLoop.Client> recorded(List<ClosedLoop.Client> guests, Recorder micros) {
        return guests.stream()
                .<ClosedLoop.Client>map(guest -> () -> {
                    long start = System.nanoTime();
                    guest.ask();
                    micros.recordValue((System.nanoTime() - start) / 1_000);
                })
                .toList();
    }

    private EngineSettings settings() {
        Duration lifetime = time.dividedBy(LIFETIME_SHARE);
        Duration sweepInterval = interval();
        return EngineSettings.DEFAULT
                .withRules(Rules.DEFAULT.with(it -> it.keyLifetime = lifetime))
                .withSweep(sweepInterval, EngineSettings.DEFAULT.sweepKeysMax());
    }

    /** The throughput of the last tenth of the run divided by that of the first. */
    public static double lastToFirst(List<Sample> samples) {
        int tenth = Math.max(1, samples.size() / 10);
        return perSecond(samples.subList(samples.size() - tenth, samples.size()))
                / perSecond(samples.subList(0, tenth));
    }

    private static double perSecond(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::perSecond).average().orElse(0);
    }
}
