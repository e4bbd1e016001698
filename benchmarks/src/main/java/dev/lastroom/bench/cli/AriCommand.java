package dev.lastroom.bench.cli;

import dev.lastroom.bench.ari.AriLag;
import dev.lastroom.bench.run.Machine;
import dev.lastroom.server.cli.CommandFailedException;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.JsonOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how far a mirror of a property is behind its changes. */
@Command(
        name = "ari",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measure how long after its acknowledgement a change of availability, rates or inventory is in a mirror.",
            "",
            "The mirror follows the stream of a server process over HTTP. Another server on the same database makes"
                    + " bookings of the same property at a steady rate, with recognisable changes among them. At the"
                    + " end the mirror must equal a new snapshot."
        },
        footer = "%nExit status: 0 if the mirror ended as a snapshot, however far it was behind; 1 if not, or if a"
                + " request failed; 2 for wrong usage.")
public final class AriCommand implements Callable<Integer> {

    private static final int RATE_MAX = 100_000;
    private static final int SECONDS_MAX = 240;

    private final Console console;

    @Mixin
    private final DatabaseChoice choice = new DatabaseChoice();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5000",
            description = "How many changes to make a second, 1-100,000; by default ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "30",
            description = "How many seconds to measure, 1-240; by default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "20",
            description = "How many seconds to run before, while the JVMs compile, 0-240; by default ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--seed", paramLabel = "N", description = "The random seed. Every run prints its seed.")
    private @Nullable Long seed;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    public AriCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check("--rate", rate, 1, RATE_MAX);
        check("--seconds", seconds, 1, SECONDS_MAX);
        check("--warm-up", warmUp, 0, SECONDS_MAX);
        long usedSeed = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000_000);
        Files.createDirectories(DatabaseChoice.FOLDER);
        Map<String, Object> facts = Machine.describe(DatabaseChoice.FOLDER);
        facts.put("seed", usedSeed);
        console.progress("  starting the database …");
        try (DatabaseChoice.Opened opened = choice.open(AriLag.HOTEL)) {
            facts.put("database", opened.database().product());
            facts.put("settings", opened.database().settings());
            console.progress(String.format("  mirroring for %d s …", warmUp + seconds));
            AriLag.Result result = AriLag.measure(
                    opened.database(), rate, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), usedSeed);
            facts.put("loadAfter", Machine.load());
            print(facts, result);
            return result.equal() ? 0 : 1;
        }
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw CommandFailedException.wrongCall(String.format("%s must be %d to %d, not %d", name, min, max, value));
        }
    }

    private void print(Map<String, Object> facts, AriLag.Result result) {
        if (json) {
            console.line(JsonOutput.write(Map.of("facts", facts, "result", result)));
            return;
        }
        console.line(console.bold("Lastroom bench: a mirror of a property"));
        facts.forEach((name, value) -> console.line(String.format("  %-12s %s", name, value)));
        console.line("");
        console.line(String.format(
                "%,.0f changes a second; the mirror was behind by %,.0f ms (median), %,.0f ms (p99), %,.0f ms at most"
                        + " (%,d changes measured, %,d pages written); each took %,.0f µs of the server that sends them",
                result.changesPerSecond(),
                result.lag().p50(),
                result.lag().p99(),
                result.lagMax(),
                result.marks(),
                result.pages(),
                result.serverCpuMicros()));
        console.line(console.mark(result.equal())
                + String.format(
                        result.equal()
                                ? " All %,d nights of the mirror equal those of a new snapshot."
                                : " The mirror differs from a new snapshot of %,d nights.",
                        result.nights()));
    }
}
