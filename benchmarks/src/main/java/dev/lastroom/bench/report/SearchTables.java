package dev.lastroom.bench.report;

import dev.lastroom.bench.load.Measured.Latency;
import dev.lastroom.bench.load.ServiceWorkload;
import dev.lastroom.bench.load.Workload;
import dev.lastroom.bench.run.BenchResult;
import dev.lastroom.bench.run.Ratios;
import dev.lastroom.bench.run.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Searches from memory and from the database: a table for each workload. */
record SearchTables(Page page) {

    void write(BenchResult result) {
        page.title("Searches over HTTP, on " + result.facts().get("database"), result);
        Map<Workload, List<Series>> byWorkload = result.series().stream()
                .collect(Collectors.groupingBy(Series::workload, LinkedHashMap::new, Collectors.toList()));
        byWorkload.forEach((workload, series) -> {
            page.heading("`" + workload.label() + "`: " + workload.description());
            page.add(rows(series));
            if (workload == ServiceWorkload.SALE) {
                series.forEach(s -> page.text().append("\n" + s.entry() + ": " + s.ends() + "\n"));
            }
            Ratios.of(series)
                    .forEach((name, ratio) -> page.text()
                            .append("\n")
                            .append(name)
                            .append(": ")
                            .append(Table.number(ratio, 2))
                            .append("\n"));
        });
    }

    private static Table rows(List<Series> series) {
        Table table = new Table(
                1,
                "contender",
                "clients",
                "answers/s",
                "slowest to quickest round",
                "p50 ms",
                "p99 ms",
                "CPU µs",
                "database CPU µs",
                "from memory",
                "beside/s",
                "asked for");
        for (Series s : series) {
            Latency latency = s.latency();
            table.add(
                    s.entry(),
                    String.format("%,d", s.clients()),
                    Table.number(s.perSecond(), 0),
                    Table.number(s.perSecondMin(), 0) + " to " + Table.number(s.perSecondMax(), 0),
                    latency == null ? "" : Table.number(latency.p50(), 2),
                    latency == null ? "" : Table.number(latency.p99(), 2),
                    Table.number(s.programCpuMicros(), 0),
                    Table.number(s.databaseCpuMicros(), 0),
                    s.fromMemory() == null ? "" : String.format("%.1f %%", 100 * s.fromMemory()),
                    Table.number(s.besidePerSecond(), 0),
                    Table.number(s.besideAsked(), 0));
        }
        return table;
    }
}
