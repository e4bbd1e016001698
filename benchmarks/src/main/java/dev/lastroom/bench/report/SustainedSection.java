package dev.lastroom.bench.report;

import dev.lastroom.bench.run.BenchResult;
import dev.lastroom.bench.run.Sample;
import dev.lastroom.bench.run.Sustained;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** A long run: a table of some samples, and plots of all. */
record SustainedSection(Page page) {

    private static final int ROWS = 10;

    void write(BenchResult result) throws IOException {
        List<Sample> samples = result.samples();
        page.title("Sustained, on " + result.facts().get("database"), result);
        page.text()
                .append(String.format(
                        "- %,d clients of `%s`; last tenth ÷ first tenth: %.2f%n%n",
                        result.plan().clients().getFirst(),
                        result.plan().workloads().getFirst().label(),
                        Sustained.lastToFirst(samples)));
        page.add(rows(samples));
        page.add(line("answers/s", samples, Sample::perSecond), "rate", "Answers a second over time");
        page.add(line("p99 ms", samples, Sample::p99Millis), "p99", "99th percentile over time");
        Plot space = plot("MiB");
        add(space, "heap", samples, Sample::heapMib);
        add(space, "disk", samples, Sample::diskMib);
        page.add(space, "space", "Heap and disk over time");
    }

    private static Table rows(List<Sample> samples) {
        Table table = new Table(0, "s", "answers/s", "p99 ms", "heap MiB", "disk MiB", "keys swept/s", "checkpoints");
        int step = Math.max(1, samples.size() / ROWS);
        for (int i = step - 1; i < samples.size(); i += step) {
            Sample sample = samples.get(i);
            table.add(
                    Table.number(sample.atSeconds(), 0),
                    Table.number(sample.perSecond(), 0),
                    Table.number(sample.p99Millis(), 2),
                    String.format("%,d", sample.heapMib()),
                    String.format("%,d", sample.diskMib()),
                    Table.number(sample.keysSweptPerSecond(), 0),
                    String.format("%,d", sample.checkpoints()));
        }
        return table;
    }

    private static Plot line(String name, List<Sample> samples, Function<Sample, Number> value) {
        Plot plot = plot(name);
        add(plot, name, samples, value);
        return plot;
    }

    private static Plot plot(String yTitle) {
        return new Plot(yTitle, "seconds", yTitle).fromZero();
    }

    private static void add(Plot plot, String name, List<Sample> samples, Function<Sample, Number> value) {
        plot.line(
                name,
                samples.stream().map(Sample::atSeconds).toList(),
                samples.stream().map(value).toList(),
                false);
    }
}
