package dev.lastroom.bench.cli;

import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.bench.http.HttpEntrants;
import dev.lastroom.bench.http.ServiceEntrants;
import dev.lastroom.bench.load.Entrant;
import dev.lastroom.bench.report.Report;
import dev.lastroom.bench.run.BenchResult;
import dev.lastroom.bench.run.Entrants;
import dev.lastroom.bench.run.Machine;
import dev.lastroom.bench.run.Plan;
import dev.lastroom.bench.run.Sample;
import dev.lastroom.bench.run.Series;
import dev.lastroom.bench.run.SideBySide;
import dev.lastroom.bench.run.Sustained;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.JsonOutput;
import dev.lastroom.server.cli.RunName;
import dev.lastroom.server.cli.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "Measure Lastroom and other ways to book, side by side, in turn, on one database.",
            "",
            "Without --db it starts its own PostgreSQL, with durable commits. With --db it makes its own schema, or a"
                    + " SQLite file that must not exist yet, and removes it at the end."
        },
        footer = "%nExit status: 0 if everything was measured; 1 if a request failed, an account was wrong or something"
                + " broke; 2 for wrong usage.")
public final class BenchCommand implements Callable<Integer> {

    private final Console console;
    private final Class<?> main;

    @Mixin
    private final DatabaseChoice choice = new DatabaseChoice();

    @Mixin
    private final PlanOptions planOptions = new PlanOptions();

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the result as Markdown, with plots next to it. A report that the file already has is"
                    + " replaced.")
    private @Nullable Path report;

    /** @param main the main class of this program, which serves from memory in its own process */
    public BenchCommand(Console console, Class<?> main) {
        this.console = console;
        this.main = main;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = planOptions.plan(choice.isSqlite());
        BenchHotel hotel = planOptions.hotel();
        List<Entrant> standard = choice.isSqlite() ? Entrants.ON_SQLITE : Entrants.ON_POSTGRES;
        List<Entrant> known = new ArrayList<>(standard);
        if (!choice.isSqlite()) {
            known.addAll(Entrants.SEVERAL_SERVERS);
        }
        List<String> names = planOptions.search()
                ? planOptions.choose(ServiceEntrants.DESCRIPTIONS.keySet(), ServiceEntrants.DESCRIPTIONS.keySet())
                : planOptions.choose(names(known), names(standard));
        Files.createDirectories(DatabaseChoice.FOLDER);
        Map<String, Object> facts = Machine.describe(DatabaseChoice.FOLDER);
        console.progress("  starting the database …");
        try (DatabaseChoice.Opened opened = choice.open(hotel)) {
            BenchDatabase database = opened.database();
            facts.put("database", database.product());
            facts.put("settings", database.settings());
            BenchOutput output = new BenchOutput(console, json);
            output.start(facts);
            store(database, plan.stored());
            finish(output, measure(database, known, names, plan, output, facts));
            return 0;
        }
    }

    private static List<String> names(List<Entrant> entrants) {
        return entrants.stream().map(Entrant::name).toList();
    }

    private List<Entrant> present(List<Entrant> known, List<String> names) {
        List<Entrant> entrants =
                known.stream().filter(it -> names.contains(it.name())).toList();
        entrants.stream().map(Entrant::missing).filter(Objects::nonNull).forEach(console::remark);
        return entrants.stream().filter(entrant -> entrant.missing() == null).toList();
    }

    private void store(BenchDatabase database, long bookings) {
        if (bookings > 0) {
            console.progress(String.format("  storing %,d bookings …", bookings));
            database.store(bookings);
        }
    }

    private BenchResult measure(
            BenchDatabase database,
            List<Entrant> known,
            List<String> names,
            Plan plan,
            BenchOutput output,
            Map<String, Object> facts)
            throws IOException, InterruptedException {
        String run = RunName.next("bench");
        if (planOptions.sustained() != null) {
            output.startSustained(plan);
            List<Sample> samples = new Sustained(
                            database,
                            plan.workloads().getFirst(),
                            plan.clients().getFirst(),
                            plan.warmUp(),
                            planOptions.sustained(),
                            plan.seed(),
                            run)
                    .play(output::sampled);
            return BenchResult.ofSustained(facts, plan, samples);
        }
        if (planOptions.search()) {
            Map<String, String> descriptions = new LinkedHashMap<>(ServiceEntrants.DESCRIPTIONS);
            descriptions.keySet().retainAll(names);
            facts.put("contenders", descriptions);
            output.startHttp("counted in answers, asked for by the bench's own client", descriptions);
            try (ServiceEntrants servers = ServiceEntrants.start(database, names, plan.workloads())) {
                return BenchResult.ofSearch(
                        facts, plan, new SideBySide(database, servers.entrants(), plan, run, output).play());
            }
        }
        if (planOptions.http()) {
            Entrant engine = known.stream()
                    .filter(entrant -> entrant.name().equals(Entrants.LANES))
                    .findFirst()
                    .orElseThrow();
            try (HttpEntrants http = HttpEntrants.start(database, engine, main, MemoryServerCommand.NAME)) {
                facts.put("httpClient", http.driver());
                facts.put("contenders", http.descriptions());
                output.startHttp("counted in bookings, sent by " + http.driver(), http.descriptions());
                List<Series> series = new SideBySide(database, http.entrants(), plan, run, output).play();
                return BenchResult.ofHttp(facts, plan, series);
            }
        }
        return BenchResult.ofSideBySide(
                facts, plan, new SideBySide(database, present(known, names), plan, run, output).play());
    }

    private void finish(BenchOutput output, BenchResult result) throws IOException {
        output.end(result);
        if (json) {
            console.line(JsonOutput.write(result));
        }
        if (report != null) {
            Report.write(report, List.of(result));
            console.remark("The report is in " + report);
        }
    }
}
