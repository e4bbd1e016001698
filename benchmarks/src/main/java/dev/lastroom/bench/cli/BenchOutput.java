package dev.lastroom.bench.cli;

import dev.lastroom.bench.load.Measured.Latency;
import dev.lastroom.bench.load.ServiceWorkload;
import dev.lastroom.bench.load.Workload;
import dev.lastroom.bench.run.BenchResult;
import dev.lastroom.bench.run.Plan;
import dev.lastroom.bench.run.Ratios;
import dev.lastroom.bench.run.Sample;
import dev.lastroom.bench.run.Series;
import dev.lastroom.bench.run.SideBySide;
import dev.lastroom.bench.run.Sustained;
import dev.lastroom.server.cli.Console;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a run to a person: its progress, and a table of finished rounds. */
final class BenchOutput implements SideBySide.Audience {

    private static final String ROW = "  %-12s %12s %10s %10s %10s %9s %9s %7s %7s %9s %9s";

    private static final String SAMPLE = "  %6s %12s %10s %9s %9s %13s %12s";

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

    void startHttp(String counted, Map<String, String> descriptions) {
        say("");
        say(console.bold("over HTTP") + " " + console.faint(counted));
        descriptions.forEach((name, words) -> say(String.format("  %-12s %s", name, words)));
    }

    void startSustained(Plan plan) {
        say("");
        say(String.format(
                "%s %,d clients of %s",
                console.bold("sustained"),
                plan.clients().getFirst(),
                plan.workloads().getFirst().label()));
        say(console.faint(String.format(
                SAMPLE, "s", "answers/s", "p99 ms", "heap MiB", "disk MiB", "keys swept/s", "checkpoints")));
    }

    void sampled(Sample sample) {
        say(String.format(
                SAMPLE,
                String.format("%,.0f", sample.atSeconds()),
                String.format("%,.0f", sample.perSecond()),
                String.format("%,.2f", sample.p99Millis()),
                String.format("%,d", sample.heapMib()),
                String.format("%,d", sample.diskMib()),
                String.format("%,.0f", sample.keysSweptPerSecond()),
                String.format("%,d", sample.checkpoints())));
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
            say(console.faint(String.format(
                    ROW,
                    "",
                    "answers/s",
                    "p50 ms",
                    "p99 ms",
                    "p99.9 ms",
                    "CPU µs",
                    "db µs",
                    "batch",
                    "mem %",
                    "beside/s",
                    "asked for")));
        }
        say(String.format("  %,d clients", series.getFirst().clients()) + console.faint(ratios(series)));
        series.forEach(s -> say(row(s)));
        if (workload == ServiceWorkload.SALE) {
            series.forEach(s -> say("    " + console.faint(s.ends())));
        }
    }

    private static String ratios(List<Series> series) {
        StringBuilder text = new StringBuilder();
        Ratios.of(series).forEach((name, ratio) -> text.append(String.format("   %s %.2f", name, ratio)));
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
                number(series.programCpuMicros()),
                number(series.databaseCpuMicros()),
                number(series.batchSize()),
                series.fromMemory() == null ? "" : String.format("%.1f", 100 * series.fromMemory()),
                number(series.besidePerSecond()),
                number(series.besideAsked()));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.format("%,.0f", value);
    }

    void end(BenchResult result) {
        say("");
        if (result.kind() == BenchResult.Kind.SUSTAINED) {
            say(String.format("last tenth ÷ first tenth: %.2f", Sustained.lastToFirst(result.samples())));
        }
        say(console.mark(true) + " Every night agrees with its bookings and with the answers.");
        say(console.faint(
                result.plan().describe() + "; load average " + result.facts().get("loadBefore") + " before, "
                        + result.facts().get("loadAfter") + " after"));
    }

    private void say(String line) {
        if (!quiet) {
            console.line(line);
        }
    }
}
