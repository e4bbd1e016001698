package dev.lastroom.bench.cli;

import dev.lastroom.bench.database.Hotel;
import dev.lastroom.bench.load.Entry;
import dev.lastroom.bench.run.Entries;
import dev.lastroom.bench.run.Machine;
import dev.lastroom.bench.run.Plan;
import dev.lastroom.bench.run.Series;
import dev.lastroom.bench.run.SideBySide;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.Json;
import dev.lastroom.server.cli.RunName;
import dev.lastroom.server.cli.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures Lastroom and other ways to book side by side. */
@Command(
        name = "lastroom bench",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measure Lastroom and other ways to book, side by side, in turns, on one database.",
            "",
            "Without --db it starts a PostgreSQL of its own, with durable commits. With --db it makes a schema of its own,"
                    + " or a SQLite file that must not exist yet, and removes it in the end."
        },
        footer = "%nStatus: 0 measured, 1 a request failed, an account was wrong or something broke, 2 called wrongly.")
public final class BenchCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final DatabaseChoice choice = new DatabaseChoice();

    @Mixin
    private final PlanOptions planOptions = new PlanOptions();

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    public BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = planOptions.plan();
        Hotel hotel = planOptions.hotel();
        List<Entry> entries = planOptions.choose(choice.isSqlite() ? Entries.ON_SQLITE : Entries.ON_POSTGRES);
        entries.stream().map(Entry::missing).filter(Objects::nonNull).forEach(console::remark);
        List<Entry> present =
                entries.stream().filter(entry -> entry.missing() == null).toList();

        BenchOutput output = new BenchOutput(console, json);
        Files.createDirectories(DatabaseChoice.FOLDER);
        Map<String, Object> facts = Machine.describe(DatabaseChoice.FOLDER);
        facts.put("load before", Machine.load());
        console.progress("  starting the database …");
        try (DatabaseChoice.Opened opened = choice.open(hotel)) {
            facts.put("database", opened.database().product());
            facts.put("settings", opened.database().settings());
            facts.put("plan", plan.describe(hotel));
            output.start(facts);
            List<Series> series =
                    new SideBySide(opened.database(), present, plan, RunName.next("bench"), output).play();
            facts.put("load after", Machine.load());
            output.end(facts);
            if (json) {
                console.line(Json.write(BenchJson.of(facts, series)));
            }
            return 0;
        }
    }
}
