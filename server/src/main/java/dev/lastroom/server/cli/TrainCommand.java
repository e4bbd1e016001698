package dev.lastroom.server.cli;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.server.access.Role;
import dev.lastroom.server.access.StoredKey;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import dev.lastroom.server.training.TrainingLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Serves a load of its own, while the JVM records for its AOT cache what it needs: see {@code Training.java} of the
 * build.
 */
@Command(
        name = "train",
        hidden = true,
        description = "Serve a load of bookings, searches and cancels on a throw-away SQLite database, and on one more"
                + " database if it is empty.")
public final class TrainCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--db", paramLabel = "URL", description = "One more database, which must be empty.")
    private @Nullable String db;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "20",
            description = "How long each database is loaded at most, 1-60; by default ${DEFAULT-VALUE}.")
    private int seconds;

    /** Makes the command. */
    public TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seconds < 1 || seconds > 60) {
            throw CommandFailedException.wrongCall("--seconds must be 1 to 60, not " + seconds);
        }
        Path folder = Files.createTempDirectory("lastroom-training-");
        try {
            train(folder, "jdbc:sqlite:" + folder.resolve("training.db"));
            if (db != null) {
                train(folder, db);
            }
            return 0;
        } finally {
            remove(folder);
        }
    }

    private void train(Path folder, String url) throws IOException, InterruptedException {
        // With API keys, as in production, so that looking them up is learned, too.
        Settings settings = Settings.load(
                Map.of("--host", "127.0.0.1", "--port", "0", "--db", url),
                null,
                Map.of(
                        "LASTROOM_HTTP_KEY_FILE",
                        folder.resolve("api-keys").toString(),
                        "LASTROOM_HTTP_REQUESTS_PER_SECOND_MAX",
                        "0"));
        StoredKey.Issued key = settings.keyFile().create("training", Role.ADMIN, Instant.now(), new SecureRandom());
        try (Service service = Service.start(settings, settings.keyring(), TrainCommand::refuseUnlessEmpty)) {
            long answers = new TrainingLoad(service.url(), key.secret()).play(Duration.ofSeconds(seconds));
            console.line(String.format("%,d requests on %s answered", answers, Stores.describe(url)));
        }
    }

    /** Guests of a load would not go unnoticed in a hotel's database. */
    private static void refuseUnlessEmpty(BookingEngine engine) {
        if (!engine.read().properties(null, new PageRequest(1, null)).items().isEmpty()) {
            throw CommandFailedException.wrongCall("--db must name an empty database, not one with properties");
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
