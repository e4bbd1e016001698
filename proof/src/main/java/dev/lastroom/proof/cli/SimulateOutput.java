package dev.lastroom.proof.cli;

import dev.lastroom.proof.run.RunResult;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.JsonOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Shows runs to a person as they are played, or to a program when all are done. */
final class SimulateOutput {

    private final Console console;
    private final boolean json;
    private final Map<String, Totals> totals = new TreeMap<>();
    private final List<RunResult> failed = new ArrayList<>();
    private @Nullable RunResult last;

    /**
     * The totals of one store in one mode, as the JSON shows them.
     *
     * @param events how many commands ended
     */
    record Totals(int runs, int events, int faults, int undecided) {

        Totals plus(RunResult run) {
            return new Totals(
                    runs + 1,
                    events + run.commandsEnded(),
                    faults + run.faults(),
                    undecided + (run.undecided() ? 1 : 0));
        }
    }

    /**
     * @param json whether only a program reads the result
     */
    SimulateOutput(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    void start(List<String> stores, @Nullable Long seed) {
        say(console.bold("Lastroom simulation") + " on " + String.join(", ", stores)
                + console.faint(seed == null ? "" : ", seed " + seed));
    }

    void finished(RunResult run, long nanosLeft) {
        last = run;
        totals.merge(
                run.store() + " " + run.mode().label() + " " + run.commands().label(),
                new Totals(0, 0, 0, 0).plus(run),
                (all, _) -> all.plus(run));
        if (!run.passed()) {
            failed.add(run);
            show(run);
        }
        if (!json) {
            int runs = totals.values().stream().mapToInt(Totals::runs).sum();
            long seconds = Duration.ofNanos(Math.max(0, nanosLeft)).toSeconds();
            console.progress(String.format("  %,d runs, seed %d; %d s left", runs, run.seed(), seconds));
        }
    }

    private void show(RunResult run) {
        say("");
        say(console.mark(false) + " Seed " + run.seed() + " failed on " + run.store() + ", mode "
                + run.mode().label() + ", commands " + run.commands().label());
        run.trace().forEach(line -> say(console.faint("    " + line)));
        run.broken().forEach(line -> say("  " + console.red(line)));
        say("  Repeat it with: " + console.bold(run.command()));
    }

    boolean allPassed() {
        return failed.isEmpty();
    }

    void end() {
        if (json) {
            console.line(JsonOutput.write(fields()));
            return;
        }
        say("");
        say(console.faint(String.format("  %-28s %8s %10s %8s %10s", "", "runs", "commands", "faults", "undecided")));
        totals.forEach((where, sum) -> say(String.format(
                "  %-28s %,8d %,10d %,8d %,10d", where, sum.runs(), sum.events(), sum.faults(), sum.undecided())));
        say("");
        say(
                allPassed()
                        ? console.mark(true) + " No promise was broken" + digest()
                        : console.mark(false) + " " + failed.size() + " of the runs broke a promise");
    }

    /** Returns the digest of a single run, so that two runs can be compared. */
    private String digest() {
        boolean single = totals.size() == 1 && totals.values().stream().allMatch(sum -> sum.runs() == 1);
        return single && last != null ? console.faint("; digest of the run " + last.digest()) : "";
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("passed", allPassed());
        fields.put("totals", totals);
        fields.put("failed", failed.stream().map(SimulateOutput::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(RunResult run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seed", run.seed());
        fields.put("store", run.store());
        fields.put("mode", run.mode().label());
        fields.put("commands", run.commands().label());
        fields.put("command", run.command());
        fields.put("broken", run.broken());
        fields.put("trace", run.trace());
        return fields;
    }

    private void say(String line) {
        if (!json) {
            console.line(line);
        }
    }
}
