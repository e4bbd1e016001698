package dev.lastroom.proof.cli;

import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.JsonOutput;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows each trial to a person as it ends, or all of them to a program at the end. */
final class ProveOutput {

    private static final String ROW = "%-22s %8s %9s %12s %8s %5s %7s %9s %14s";

    private final Console console;
    private final boolean json;
    private final Map<String, String> skipped = new LinkedHashMap<>();

    /**
     * @param json whether only a program reads the result
     */
    ProveOutput(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    void start(long seed) {
        say(console.bold("Lastroom, broken on purpose") + console.faint(", seed " + seed));
        say(console.faint("  "
                + String.format(
                        ROW,
                        "trial",
                        "faults",
                        "requests",
                        "acknowledged",
                        "unknown",
                        "lost",
                        "double",
                        "oversold",
                        "longest stall")));
    }

    void finished(String trial, TrialTally tally) {
        say(console.mark(tally.proves()) + " " + row(trial, tally));
        tally.figures().forEach(figure -> say("    " + console.faint(figure)));
        tally.findings().forEach(finding -> say("    " + console.red(finding)));
    }

    /** Reports a trial that cannot run here. */
    void skipped(String trial, String why) {
        skipped.put(trial, why);
        say("- " + String.format("%-22s ", trial) + console.faint("skipped: " + why));
    }

    private static String row(String trial, TrialTally tally) {
        return String.format(
                ROW,
                trial,
                grouped(tally.faults()),
                grouped(tally.requests()),
                grouped(tally.acknowledged()),
                grouped(tally.unknown()),
                grouped(tally.lost()),
                grouped(tally.doubled()),
                grouped(tally.oversold()),
                tally.longestStall().isZero()
                        ? "-"
                        : String.format("%,d ms", tally.longestStall().toMillis()));
    }

    private static String grouped(long number) {
        return String.format("%,d", number);
    }

    /** Shows the sum of all trials, and returns whether every promise was kept in at least one. */
    boolean end(long seed, Map<String, TrialTally> tallies) {
        boolean kept = !tallies.isEmpty() && tallies.values().stream().allMatch(TrialTally::proves);
        if (json) {
            console.line(JsonOutput.write(fields(seed, kept, tallies)));
            return kept;
        }
        say("");
        say(console.mark(kept) + " " + verdict(kept, tallies));
        return kept;
    }

    private static String verdict(boolean kept, Map<String, TrialTally> tallies) {
        if (tallies.isEmpty()) {
            return "No trial ran";
        }
        return kept ? "Nothing was lost, booked twice or oversold" : "A promise was broken";
    }

    private Map<String, Object> fields(long seed, boolean kept, Map<String, TrialTally> tallies) {
        Map<String, Object> trials = new LinkedHashMap<>();
        tallies.forEach((trial, tally) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("kept", tally.proves());
            fields.put("faults", tally.faults());
            fields.put("requests", tally.requests());
            fields.put("acknowledged", tally.acknowledged());
            fields.put("unknown", tally.unknown());
            fields.put("lost", tally.lost());
            fields.put("double", tally.doubled());
            fields.put("oversold", tally.oversold());
            fields.put("longestStallMillis", tally.longestStall().toMillis());
            fields.put("findings", tally.findings());
            fields.put("figures", tally.figures());
            trials.put(trial, fields);
        });
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kept", kept);
        fields.put("seed", seed);
        fields.put("trials", trials);
        fields.put("skipped", skipped);
        return fields;
    }

    private void say(String line) {
        if (!json) {
            console.line(line);
        }
    }
}
