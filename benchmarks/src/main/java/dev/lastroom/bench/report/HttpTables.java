package dev.lastroom.bench.report;

import dev.lastroom.bench.run.BenchResult;
import dev.lastroom.bench.run.Ratios;

/** The service, compared with the same service on no store and with the engine without it. */
record HttpTables(Page page) {

    void write(BenchResult result) {
        page.title("Over HTTP, on " + result.facts().get("database"), result);
        page.text().append("\n");
        page.add(SideBySideSection.rows(result.series()));
        page.text().append("\n");
        Table table = new Table(1, "ratio", "of bookings a second");
        Ratios.of(result.series()).forEach((name, ratio) -> table.add(name, Table.number(ratio, 2)));
        page.add(table);
    }
}
