package dev.lastroom.bench.report;

import dev.lastroom.bench.load.Workload;
import dev.lastroom.bench.run.BenchResult;
import dev.lastroom.bench.run.Ratios;
import dev.lastroom.bench.run.Series;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Contenders side by side: a table and a plot for each workload. */
record SideBySideSection(Page page) {

    void write(BenchResult result) throws IOException {
        page.title("Side by side on " + result.facts().get("database"), result);
        Map<Workload, List<Series>> byWorkload = result.series().stream()
                .collect(Collectors.groupingBy(Series::workload, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<Workload, List<Series>> workload : byWorkload.entrySet()) {
            page.heading(
                    "`" + workload.getKey().label() + "`: " + workload.getKey().description());
            page.add(rows(workload.getValue()));
            page.text().append("\n");
            page.add(ratios(workload.getValue()));
            page.add(
                    plot(workload.getKey(), workload.getValue()),
                    workload.getKey().label(),
                    "Answers a second by number of clients, "
                            + workload.getKey().label());
        }
    }

    static Table rows(List<Series> series) {
        return SeriesColumn.table(
                series,
                SeriesColumn.CONTENDER,
                SeriesColumn.CLIENTS,
                SeriesColumn.ANSWERS,
                SeriesColumn.SPREAD,
                SeriesColumn.P50,
                SeriesColumn.P99,
                SeriesColumn.P999,
                SeriesColumn.CPU,
                SeriesColumn.DATABASE_CPU,
                SeriesColumn.BATCH);
    }

    private static Table ratios(List<Series> series) {
        Map<Integer, List<Series>> byClients = series.stream()
                .collect(Collectors.groupingBy(Series::clients, LinkedHashMap::new, Collectors.toList()));
        Set<String> names = new TreeSet<>();
        byClients.values().forEach(of -> names.addAll(Ratios.of(of).keySet()));
        String[] head = Stream.concat(Stream.of("clients"), names.stream()).toArray(String[]::new);
        Table table = new Table(0, head);
        byClients.forEach((clients, of) -> {
            Map<String, Double> ratios = Ratios.of(of);
            String[] cells = Stream.concat(
                            Stream.of(String.format("%,d", clients)),
                            names.stream().map(name -> Table.number(ratios.get(name), 2)))
                    .toArray(String[]::new);
            table.add(cells);
        });
        return table;
    }

    private static Plot plot(Workload workload, List<Series> series) {
        Plot plot = new Plot(workload.label() + ": answers a second", "clients", "answers/s").logarithmic();
        Map<String, List<Series>> byEntrant =
                series.stream().collect(Collectors.groupingBy(Series::entry, LinkedHashMap::new, Collectors.toList()));
        byEntrant.forEach((entrant, of) -> plot.line(
                entrant,
                of.stream().map(Series::clients).toList(),
                of.stream().map(Series::perSecond).toList(),
                true));
        return plot;
    }
}
