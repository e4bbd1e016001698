package dev.lastroom.proof.cli;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.proof.stress.EngineSeller;
import dev.lastroom.proof.stress.HttpSeller;
import dev.lastroom.proof.stress.Seller;
import dev.lastroom.proof.stress.StressReport;
import dev.lastroom.proof.stress.StressSuite;
import dev.lastroom.server.cli.CommandFailedException;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.DatabaseOptions;
import dev.lastroom.server.cli.Errors;
import dev.lastroom.server.cli.RunName;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Races for rooms, and counts the outcomes. */
@Command(
        name = "stress",
        description = {
            "Race many buyers for few rooms, and count the outcomes.",
            "",
            "Without --db and --url it runs on a temporary SQLite file. It makes its own hotels and leaves them"
                    + " there, so you can also test a database in use."
        },
        footer = "%nExit status: 0 if every check passed; 1 if one failed, or something broke; 2 for wrong usage.")
public final class StressCommand implements Callable<Integer> {

    private final Console console;
    private final Map<String, String> environment;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--url", paramLabel = "http://…", description = "Test a running server over HTTP.")
    private @Nullable URI url;

    @Option(names = "--key", paramLabel = "KEY", description = "An API key of that server, with the role admin.")
    private @Nullable String key;

    @Option(names = "--seed", paramLabel = "N", description = "The random seed. Every run prints its seed.")
    private @Nullable Long seed;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    public StressCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = database.settings(Map.of(), environment);
        checkOptions();
        if (url != null) {
            return play(new HttpSeller(url, key), url.toString());
        }
        String db = database.db();
        if (db != null) {
            return play(seller(db, settings), Stores.describe(db));
        }
        try (ScratchDatabase scratch = new ScratchDatabase()) {
            return play(seller(scratch.url(), settings), "a temporary SQLite file");
        }
    }

    private void checkOptions() {
        if (url != null && database.db() != null) {
            throw CommandFailedException.wrongCall("Give --db or --url, not both");
        }
        if (key != null && url == null) {
            throw CommandFailedException.wrongCall("--key is for a server: add --url");
        }
        if (url != null && !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw CommandFailedException.wrongCall("--url must be like http://127.0.0.1:8080, not " + url);
        }
    }

    private static Seller seller(String db, Settings settings) {
        return new EngineSeller(new BookingEngine(
                Stores.open(db, settings), settings.engine(), IdSource.secure(), EngineListener.NONE));
    }

    private int play(Seller seller, String where) throws InterruptedException {
        long usedSeed = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000_000);
        StressOutput output = new StressOutput(console, json);
        output.start(where, usedSeed);
        try (seller) {
            StressReport report = new StressSuite(seller, RunName.next("stress"), usedSeed, output).play();
            output.end(report);
            return report.passed() ? 0 : Errors.FAILED;
        }
    }
}
