package dev.lastroom.server.cli;

import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.store.Store;
import dev.lastroom.server.bulk.Exporter;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes inventory or bookings to a file. */
@Command(
        name = "export",
        description = {
            "Write all nights or all bookings to a file. Servers may keep booking meanwhile.",
            "",
            "Money is in minor units. Only you can read the file, because it contains the ids of guests."
        },
        footer = DatabaseOptions.DEFAULT_DATABASE
                + "%nExit status: 0 if the file is written; 1 if it is not, or the database is missing;"
                + " 2 for wrong usage.")
public final class ExportCommand implements Callable<Integer> {

    private final Console console;
    private final Map<String, String> environment;

    @Mixin
    private final BulkOptions options = new BulkOptions();

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean force;

    public ExportCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(environment);
        try (Store store = Stores.open(settings)) {
            Exporter exporter = new Exporter(store.reads());
            EngineClock clock = EngineClock.of(
                    store, InstantSource.system(), settings.engine().clock());
            export(exporter, clock);
            print(exporter.rows());
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw CommandFailedException.wrongCall(options.file() + " already exists: add --force to replace it");
        } catch (IOException e) {
            throw CommandFailedException.broken(options.file() + " cannot be written: " + e.getMessage());
        }
    }

    /** Writes under a temporary name until the file is complete. */
    private void export(Exporter exporter, EngineClock clock) throws IOException {
        Path file = options.file().toAbsolutePath();
        if (!force && Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path temporary = Files.createTempFile(file.getParent(), ".lastroom-", ".tmp");
        try {
            try (Writer out = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
                console.progress("Writing …");
                switch (options.kind()) {
                    case INVENTORY -> exporter.inventory(out, options.format());
                    case BOOKINGS -> exporter.bookings(out, options.format(), clock.now());
                }
            }
            console.eraseProgress();
            if (force) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(temporary, file);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void print(long rows) {
        if (options.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", options.file().toString());
            fields.put("rows", rows);
            console.line(JsonOutput.write(fields));
        } else {
            console.line(String.format(
                    "%s %,d %s in %s", console.mark(true), rows, rows == 1 ? "row" : "rows", options.file()));
        }
    }
}
