package dev.lastroom.bench.report;

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
        return SeriesColumn.table(
                series,
                SeriesColumn.CONTENDER,
                SeriesColumn.CLIENTS,
                SeriesColumn.ANSWERS,
                SeriesColumn.SPREAD,
                SeriesColumn.P50,
                SeriesColumn.P99,
                SeriesColumn.CPU,
                SeriesColumn.DATABASE_CPU,
                SeriesColumn.FROM_MEMORY,
                SeriesColumn.BESIDE,
                SeriesColumn.ASKED_FOR);
    }
}
