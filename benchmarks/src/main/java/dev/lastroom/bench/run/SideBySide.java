package dev.lastroom.bench.run;

import dev.lastroom.bench.database.Account;
import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.EngineWorkload;
import dev.lastroom.bench.load.Entrant;
import dev.lastroom.bench.load.Measured;
import dev.lastroom.bench.load.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets all entrants take turns on one database: A B C, A B C, and so on, so that a temporary disturbance of the
 * machine affects all alike. After every round the database is compared with the answers.
 */
public final class SideBySide {

    private final BenchDatabase database;
    private final List<Entrant> entrants;
    private final Plan plan;
    private final String run;
    private final Audience audience;
    private int turns;
    private int rounds;

    /** Receives the run's progress, on the thread that runs it. */
    public interface Audience {

        /** A turn begins. */
        void turn(int number, int of, String what);

        /** All rounds of a workload with one number of clients are over. */
        void finished(List<Series> series);
    }

    /**
     * Prepares a run.
     *
     * @param run begins every key; no other run on this database may have had it
     */
    public SideBySide(BenchDatabase database, List<Entrant> entrants, Plan plan, String run, Audience audience) {
        this.database = database;
        this.entrants = List.copyOf(entrants);
        this.plan = plan;
        this.run = run;
        this.audience = audience;
    }

    /**
     * Runs the whole plan.
     *
     * @throws BrokenPromiseException if after a round the database did not match the answers
     * @throws dev.lastroom.bench.contender.ContenderFailedException if a request failed or was answered wrongly
     * @throws InterruptedException if the thread was interrupted
     */
    public List<Series> play() throws InterruptedException {
        List<Series> all = new ArrayList<>();
        Duration warmUp = plan.warmUp();
        for (Workload workload : plan.workloads()) {
            warmUp(workload, warmUp);
            warmUp = Duration.ZERO;
            for (int clients : workload.clients(plan.clients())) {
                List<Series> series = play(workload, clients);
                audience.finished(series);
                all.addAll(series);
            }
        }
        return all;
    }

    /**
     * Plays rounds of each that do not count, at least one: the JVM compiles their code then, which uses much of the
     * processor.
     */
    private void warmUp(Workload workload, Duration atLeast) throws InterruptedException {
        List<Integer> planned = workload.clients(plan.clients());
        int clients = planned.get(planned.size() / 2);
        for (Entrant entrant : of(workload)) {
            turns++;
            long start = System.nanoTime();
            do {
                Measured _ = play(entrant, workload, clients, "warm-up");
            } while (System.nanoTime() - start < atLeast.toNanos());
        }
    }

    private List<Series> play(Workload workload, int clients) throws InterruptedException {
        Map<Entrant, List<Measured>> measured = new LinkedHashMap<>();
        for (int i = 1; i <= plan.rounds(); i++) {
            for (Entrant entrant : of(workload)) {
                turns++;
                Measured round = play(entrant, workload, clients, "round " + i + " of " + plan.rounds());
                measured.computeIfAbsent(entrant, _ -> new ArrayList<>()).add(round);
            }
        }
        return measured.entrySet().stream()
                .map(e -> Series.of(workload, clients, e.getKey().name(), e.getValue()))
                .toList();
    }

    private List<Entrant> of(Workload workload) {
        return entrants.stream().filter(entrant -> entrant.plays(workload)).toList();
    }

    private Measured play(Entrant entrant, Workload workload, int clients, String what) throws InterruptedException {
        rounds++;
        audience.turn(
                turns,
                turnsInAll(),
                String.format("%s, %,d clients, %s: %s", workload.label(), clients, entrant.name(), what));
        // Servers keep nights in memory, and follow events. That the tables were emptied is no event.
        if (plan.stored() == 0 && workload instanceof EngineWorkload) {
            database.reset();
        }
        Account account = Account.open(database);
        Measured measured = entrant.play(new BenchRound(
                database, account, workload, clients, plan.ramp(), plan.window(), plan.seed(), run + "-" + rounds));
        List<String> wrong = account.check();
        if (!wrong.isEmpty()) {
            throw new BrokenPromiseException(entrant.name(), workload, clients, wrong);
        }
        return measured;
    }

    private int turnsInAll() {
        return plan.workloads().stream()
                .mapToInt(workload -> of(workload).size()
                        * (1 + workload.clients(plan.clients()).size() * plan.rounds()))
                .sum();
    }
}
