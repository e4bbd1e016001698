package dev.lastroom.bench.report;

import dev.lastroom.bench.run.BenchResult;
import dev.lastroom.bench.run.Entrants;
import dev.lastroom.bench.run.Series;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Compares the same run with more and more bookings stored before, if there are several such results. */
record GrowthSection(StringBuilder text) {

    void write(List<BenchResult> results) {
        List<BenchResult> growing = results.stream()
                .filter(result -> result.kind() == BenchResult.Kind.SIDE_BY_SIDE)
                // Of one database only: the first result's.
                .filter(result -> Objects.equals(
                        result.facts().get("database"),
                        results.getFirst().facts().get("database")))
                .sorted(Comparator.comparing(BenchResult::stored))
                .toList();
        if (growing.stream().noneMatch(result -> result.stored() > 0)) {
            return;
        }
        text.append("\n## Growth\n\n");
        Table table =
                new Table(1, "workload", "clients", "bookings stored before", "lanes, answers/s", "p99 ms", "÷ least");
        growing.getLast().series().stream()
                .filter(series -> series.entry().equals(Entrants.LANES))
                .forEach(series -> rows(table, growing, series));
        text.append(table);
    }

    private static void rows(Table table, List<BenchResult> growing, Series like) {
        double least = 0;
        for (BenchResult result : growing) {
            Optional<Series> found = result.series().stream()
                    .filter(s -> s.entry().equals(Entrants.LANES)
                            && s.workload() == like.workload()
                            && s.clients() == like.clients())
                    .findFirst();
            if (found.isEmpty()) {
                continue;
            }
            Series series = found.get();
            least = least == 0 ? series.perSecond() : least;
            table.add(
                    series.workload().label(),
                    String.format("%,d", series.clients()),
                    String.format("%,d", result.stored()),
                    Table.number(series.perSecond(), 0),
                    series.latency() == null
                            ? ""
                            : Table.number(series.latency().p99(), 2),
                    Table.number(series.perSecond() / least, 2));
        }
    }
}
