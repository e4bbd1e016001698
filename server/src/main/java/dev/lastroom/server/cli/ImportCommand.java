package dev.lastroom.server.cli;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.server.bulk.BadFileException;
import dev.lastroom.server.bulk.Format;
import dev.lastroom.server.bulk.ImportResult;
import dev.lastroom.server.bulk.Importer;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Imports inventory or bookings from a file. */
@Command(
        name = "import",
        description = {
            "Set nights or make bookings from a file. Servers may keep booking meanwhile.",
            "",
            "The whole file is checked first. If a row is malformed or names an unknown room type, nothing is written."
                    + " Then every row goes through the engine. Refused rows are listed by line, and the other rows go"
                    + " on. You can run an import again: nothing is booked twice, and refused rows are decided again."
        },
        footer = DatabaseOptions.DEFAULT_DATABASE
                + "%nExit status: 0 if everything is imported; 1 if something was refused or failed;"
                + " 2 for wrong usage or a bad file.")
public final class ImportCommand implements Callable<Integer> {

    private static final int REFUSED_SHOWN_MAX = 20;

    private final Console console;
    private final Map<String, String> environment;

    @Mixin
    private final BulkOptions options = new BulkOptions();

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            description = "The owner whose API keys see the bookings, for rows that name none. Default:"
                    + " ${DEFAULT-VALUE}")
    private String owner = Caller.NO_OWNER;

    public ImportCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(environment);
        Path file = options.file();
        // Nobody waits for an answer here, so a command may wait long in its lane.
        EngineSettings limits = settings.engine().withLaneWaitMax(Duration.ofHours(1));
        try (BookingEngine engine =
                new BookingEngine(Stores.open(settings), limits, IdSource.secure(), EngineListener.NONE)) {
            ImportResult result = run(new Importer(engine, RunName.next("import"), checkedOwner()), file);
            print(result);
            return result.complete() ? 0 : Errors.FAILED;
        } catch (BadFileException e) {
            throw CommandFailedException.wrongCall(file + " cannot be imported: " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw CommandFailedException.wrongCall("There is no file " + file);
        } catch (IOException e) {
            throw CommandFailedException.wrongCall(file + " cannot be read: " + e.getMessage());
        }
    }

    private String checkedOwner() {
        try {
            return new Caller(owner, "import", null, null).owner();
        } catch (IllegalArgumentException e) {
            throw CommandFailedException.wrongCall("--owner " + e.getMessage());
        }
    }

    private ImportResult run(Importer importer, Path file) throws IOException, BadFileException {
        Format format = options.format();
        console.progress("Checking " + file + " …");
        switch (options.kind()) {
            case INVENTORY -> importer.checkInventory(file, format);
            case BOOKINGS -> importer.checkBookings(file, format);
        }
        try (ProgressBar _ = new ProgressBar(console, importer.checked(), "rows", importer::done)) {
            return switch (options.kind()) {
                case INVENTORY -> importer.inventory(file, format);
                case BOOKINGS -> importer.bookings(file, format);
            };
        }
    }

    private void print(ImportResult result) {
        if (options.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("rows", result.rows());
            fields.put("done", result.done());
            fields.put("known", result.known());
            fields.put("skipped", result.skipped());
            fields.put("refused", result.refused());
            fields.put("failure", result.failure());
            console.line(JsonOutput.write(fields));
            return;
        }
        row("rows", result.rows());
        switch (options.kind()) {
            case INVENTORY -> row("nights set", result.done());
            case BOOKINGS -> {
                row("booked", result.done());
                row("already there", result.known());
                row("no rooms needed", result.skipped());
            }
        }
        row("refused", result.refused().size());
        result.refused().stream()
                .limit(REFUSED_SHOWN_MAX)
                .forEach(refused -> console.remark("line " + refused.line() + ": " + refused.message()));
        if (result.refused().size() > REFUSED_SHOWN_MAX) {
            console.remark("… use --json to see all of them");
        }
        if (!result.failure().isEmpty()) {
            console.remark("The import stopped before the end of the file, and can be run again: " + result.failure());
        }
    }

    private void row(String name, long count) {
        console.line(String.format("  %-20s %,12d", name, count));
    }
}
