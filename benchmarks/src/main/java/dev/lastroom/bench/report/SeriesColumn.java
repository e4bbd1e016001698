package dev.lastroom.bench.report;

import dev.lastroom.bench.load.Measured.Latency;
import dev.lastroom.bench.run.Series;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The columns of the tables with a row for each series. */
@SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
enum SeriesColumn {
    CONTENDER("contender", Series::entry),
    CLIENTS("clients", s -> String.format("%,d", s.clients())),
    ANSWERS("answers/s", s -> Table.number(s.perSecond(), 0)),
    SPREAD(
            "slowest to quickest round",
            s -> Table.number(s.perSecondMin(), 0) + " to " + Table.number(s.perSecondMax(), 0)),
    P50("p50 ms", s -> latency(s, Latency::p50)),
    P99("p99 ms", s -> latency(s, Latency::p99)),
    P999("p99.9 ms", s -> latency(s, Latency::p999)),
    CPU("CPU µs", s -> Table.number(s.programCpuMicros(), 0)),
    DATABASE_CPU("database CPU µs", s -> Table.number(s.databaseCpuMicros(), 0)),
    BATCH("batch", s -> Table.number(s.batchSize(), 1)),
    FROM_MEMORY("from memory", s -> s.fromMemory() == null ? "" : String.format("%.1f %%", 100 * s.fromMemory())),
    BESIDE("beside/s", s -> Table.number(s.besidePerSecond(), 0)),
    ASKED_FOR("asked for", s -> Table.number(s.besideAsked(), 0));

    private final String head;
    private final Function<Series, String> cell;

    SeriesColumn(String head, Function<Series, String> cell) {
        this.head = head;
        this.cell = cell;
    }

    /** A row for each series. The first column names it. */
    static Table table(List<Series> series, SeriesColumn... columns) {
        Table table = new Table(1, Stream.of(columns).map(column -> column.head).toArray(String[]::new));
        for (Series s : series) {
            table.add(Stream.of(columns).map(column -> column.cell.apply(s)).toArray(String[]::new));
        }
        return table;
    }

    private static String latency(Series series, Function<Latency, Double> percentile) {
        Latency latency = series.latency();
        return latency == null ? "" : Table.number(percentile.apply(latency), 2);
    }
}
