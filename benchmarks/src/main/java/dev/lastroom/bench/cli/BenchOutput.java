package dev.lastroom.bench.cli;

import dev.lastroom.bench.load.Measured.Latency;
import dev.lastroom.bench.load.Workload;
import dev.lastroom.bench.run.Ratios;
import dev.lastroom.bench.run.Series;
import dev.lastroom.bench.run.SideBySide;
import dev.lastroom.server.cli.Console;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a run to a person: where it is while it goes on, and a table of what is finished. */
final class BenchOutput implements SideBySide.Audience {

    private static final String ROW = "  %-12s %12s %10s %10s %10s %9s %9s %7s";

    private final Console console;
    private final boolean quiet;
    private @Nullable Workload shown;

    /**
     * @param quiet whether only a program reads the result
     */
    BenchOutput(Console console, boolean quiet) {
        this.console = console;
        this.quiet = quiet;
    }

    void start(Map<String, Object> facts) {
        say(console.bold("Lastroom bench"));
        facts.forEach((name, value) -> say("  " + console.faint(String.format("%-12s", name)) + " " + value));
    }

    @Override
    public void turn(int number, int of, String what) {
        console.progress(String.format("  %3d %%  %s", 100 * (number - 1) / of, what));
    }

    @Override
    public void finished(List<Series> series) {
        Workload workload = series.getFirst().workload();
        if (workload != shown) {
            shown = workload;
            say("");
            say(console.bold(workload.label()) + " " + console.faint(workload.description()));
            say(console.faint(
                    String.format(ROW, "", "answers/s", "p50 ms", "p99 ms", "p99.9 ms", "CPU µs", "db µs", "batch")));
        }
        say(String.format("  %,d clients", series.getFirst().clients()) + console.faint(ratios(series)));
        series.forEach(s -> say(row(s)));
    }

    private static String ratios(List<Series> series) {
        StringBuilder text = new StringBuilder();
        Ratios.of(series).forEach((name, ratio) -> text.append(String.format("   %s %.1f", name, ratio)));
        return text.toString();
    }

    private static String row(Series series) {
        Latency latency = series.latency();
        return String.format(
                ROW,
                "  " + series.entry(),
                String.format("%,.0f", series.perSecond()),
                latency == null ? "" : String.format("%,.2f", latency.p50()),
                latency == null ? "" : String.format("%,.2f", latency.p99()),
                latency == null ? "" : String.format("%,.2f", latency.p999()),
                number(series.ownCpuMicros()),
                number(series.databaseCpuMicros()),
                number(series.batchSize()));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.format("%,.0f", value);
    }

    void end(Map<String, Object> facts) {
        say("");
        say(console.mark(true) + " After every round, every night was what the bookings and the answers add up to.");
        say(console.faint(
                "Load average " + facts.get("load before") + " before, " + facts.get("load after") + " after."));
    }

    private void say(String line) {
        if (!quiet) {
            console.line(line);
        }
    }
}
