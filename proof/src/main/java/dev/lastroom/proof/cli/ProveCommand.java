package dev.lastroom.proof.cli;

import dev.lastroom.proof.prove.Trial;
import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.server.cli.CommandFailedException;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.Errors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Breaks Lastroom in every way there is, and counts the losses. */
@Command(
        name = "prove",
        description = {
            "Break Lastroom on purpose, in every way there is, and count the losses. There must be none.",
            "",
            "It runs seeded simulations, crashes of real servers and of PostgreSQL, failovers of a PostgreSQL cluster,"
                    + " network faults, wrong clocks, an administrator's settings, and ten times the load that Lastroom"
                    + " can bear. It works on its own databases and ends by itself, after about three quarters of an"
                    + " hour, or five minutes with --quick."
        },
        footer = "%nExit status: 0 if every promise was kept; 1 if one was broken or a trial could not run; 2 for wrong"
                + " usage.")
public final class ProveCommand implements Callable<Integer> {

    private static final long SEEDS = 1_000_000_000_000L;

    private final Console console;

    @Option(names = "--quick", description = "Spend at most a minute on each trial.")
    private boolean quick;

    @Option(
            names = "--trial",
            paramLabel = "NAME",
            split = ",",
            description = "The trials to run: ${COMPLETION-CANDIDATES}; by default all.")
    private List<TrialChoice> choices = List.of(TrialChoice.values());

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The random seed. It does not decide how threads race. Every run prints its seed.")
    private @Nullable Long seed;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    public ProveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        long played = seed != null ? seed : ThreadLocalRandom.current().nextLong(SEEDS);
        ProveOutput output = new ProveOutput(console, json);
        output.start(played);
        Map<String, TrialTally> tallies = new LinkedHashMap<>();
        for (Trial trial : choices.stream()
                .distinct()
                .flatMap(choice -> choice.trials().stream())
                .toList()) {
            String obstacle = trial.obstacle();
            if (obstacle != null) {
                output.skipped(trial.name(), obstacle);
                continue;
            }
            TrialTally tally = run(trial, played);
            tallies.put(trial.name(), tally);
            output.finished(trial.name(), tally);
        }
        return output.end(played, tallies) ? 0 : Errors.FAILED;
    }

    private TrialTally run(Trial trial, long played) {
        try {
            return trial.run(played, quick, done -> console.progress("  " + trial.name() + ": " + done));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailedException.broken("interrupted during the trial " + trial.name());
        } catch (Exception e) {
            throw CommandFailedException.broken(
                    "the trial " + trial.name() + " with --seed " + played + " could not run: " + e);
        }
    }
}
