package dev.lastroom.proof.cli;

import dev.lastroom.proof.stress.Check;
import dev.lastroom.proof.stress.StressReport;
import dev.lastroom.proof.stress.StressReport.Played;
import dev.lastroom.proof.stress.StressSuite;
import dev.lastroom.proof.stress.StressTotals;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.JsonOutput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows the concurrency suite to a person while it runs, or to a program when it is done. */
final class StressOutput implements StressSuite.Audience {

    private final Console console;
    private final boolean json;

    StressOutput(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    void start(String where, long seed) {
        say(console.bold("Lastroom concurrency suite") + " on " + where + console.faint(", seed " + seed));
    }

    @Override
    public void begins(int number, int of, String title) {
        say("");
        say(console.bold(number + "/" + of + " " + title));
        if (!json) {
            console.progress("  …");
        }
    }

    @Override
    public void checked(Check check) {
        String found = check.passed()
                ? check.what() + ": " + check.actual()
                : check.what() + ": " + console.red(check.actual()) + ", expected " + check.expected();
        say("  " + console.mark(check.passed()) + " " + found);
    }

    void end(StressReport report) {
        if (json) {
            console.line(JsonOutput.write(fields(report)));
            return;
        }
        StressTotals totals = report.totals();
        say("");
        say(String.format(
                "%,d requests: %,d booked, %,d sold out, %,d cancelled, %,d expired, %,d replayed, %,d key conflicts,"
                        + " %,d errors",
                totals.requests(),
                totals.booked(),
                totals.soldOut(),
                totals.cancelled(),
                totals.expired(),
                totals.replayed(),
                totals.conflicts(),
                totals.trouble()));
        say(String.format(
                "answers: p50 %.1f ms, p99 %.1f ms; %,.0f bookings/s",
                totals.p50Millis(), totals.p99Millis(), totals.bookingsPerSecond()));
        say(verdict(report));
    }

    private String verdict(StressReport report) {
        if (report.passed()) {
            return console.mark(true) + String.format(" All %,d checks passed", report.checks());
        }
        String verdict = console.mark(false)
                + String.format(
                        " %,d of %,d checks failed; seed %d", report.failures(), report.checks(), report.seed());
        return report.provesSomething()
                ? verdict
                : verdict + "\n" + console.mark(false) + " A negative control did not fail, so this run proves nothing";
    }

    private void say(String line) {
        if (!json) {
            console.line(line);
        }
    }

    private static Map<String, Object> fields(StressReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("passed", report.passed());
        fields.put("provesSomething", report.provesSomething());
        fields.put("seed", report.seed());
        fields.put(
                "scenarios",
                report.scenarios().stream().map(StressOutput::fields).toList());
        fields.put("totals", report.totals());
        return fields;
    }

    private static Map<String, Object> fields(Played scenario) {
        List<Map<String, Object>> checks = scenario.checks().stream()
                .map(check -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("what", check.what());
                    fields.put("expected", check.expected());
                    fields.put("actual", check.actual());
                    fields.put("passed", check.passed());
                    return fields;
                })
                .toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", scenario.title());
        fields.put("passed", scenario.passed());
        fields.put("checks", checks);
        return fields;
    }
}
