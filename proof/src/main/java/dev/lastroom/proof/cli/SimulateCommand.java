package dev.lastroom.proof.cli;

import dev.lastroom.proof.run.Commands;
import dev.lastroom.proof.run.Mode;
import dev.lastroom.proof.run.RunResult;
import dev.lastroom.proof.run.Simulator;
import dev.lastroom.proof.store.TestBed;
import dev.lastroom.server.cli.CommandFailedException;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.Errors;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays runs with seeded clients, faults and clock, and judges what the clients saw. */
@Command(
        name = "simulate",
        description = {
            "Drive the engine with seeded clients, faults and a clock, and prove from what the clients saw that no"
                    + " promise was broken.",
            "",
            "It plays one run after another until the time is up or a run fails, on its own databases: the in-memory"
                    + " model, a SQLite file, and PostgreSQL servers that it starts: one with the defaults, one in"
                    + " optimistic mode and, if PgBouncer is installed, one behind it. With --seed it plays only that"
                    + " run."
        },
        footer = "%nExit status: 0 if no promise was broken; 1 if one was, or something failed; 2 for wrong usage.")
public final class SimulateCommand implements Callable<Integer> {

    private static final int MINUTES_MAX = 1_440;
    private static final long SEEDS = 1_000_000_000_000L;

    private final Console console;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Play only the run with this seed. You can repeat it as often as you like.")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "How many minutes to play new seeds, 1 to 1,440; by default ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private int minutes;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            split = ",",
            description =
                    "The stores to play on: model, sqlite, postgres, optimistic, pgbouncer; by default all in turn.")
    private List<StoreChoice> stores = List.of(StoreChoice.values());

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "schedule: the seed decides everything, so a run repeats exactly; threads: real threads race, and"
                            + " the seed decides what they want and what fails. By default both in turn.")
    private @Nullable Mode mode;

    @Option(
            names = "--commands",
            paramLabel = "COMMANDS",
            description =
                    "bookings: clients book and cancel, and the history checker judges what they saw; all: they send"
                            + " every kind of command and follow the events, and a replay on the model judges what they"
                            + " saw. By default both in turn.")
    private @Nullable Commands commands;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    public SimulateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (minutes < 1 || minutes > MINUTES_MAX) {
            throw CommandFailedException.wrongCall("--minutes must be 1 to 1,440, not " + minutes);
        }
        SimulateOutput output = new SimulateOutput(console, json);
        output.start(stores.stream().map(StoreChoice::label).toList(), seed);
        try (Beds beds = Beds.open(stores, console)) {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
            do {
                playOnAll(
                        beds, seed != null ? seed : ThreadLocalRandom.current().nextLong(SEEDS), output, deadline);
            } while (seed == null && output.allPassed() && System.nanoTime() < deadline);
        }
        output.end();
        return output.allPassed() ? 0 : Errors.FAILED;
    }

    private void playOnAll(Beds beds, long played, SimulateOutput output, long deadline) throws InterruptedException {
        List<Mode> modes = mode != null ? List.of(mode) : List.of(Mode.values());
        for (TestBed bed : beds.list()) {
            for (Mode each : modes) {
                for (Commands sent : commands != null ? List.of(commands) : List.of(Commands.values())) {
                    RunResult result = new Simulator(bed).play(played, each, sent);
                    output.finished(result, deadline - System.nanoTime());
                }
            }
        }
    }
}
