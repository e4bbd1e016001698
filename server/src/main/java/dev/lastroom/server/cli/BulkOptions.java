package dev.lastroom.server.cli;

import dev.lastroom.server.bulk.Format;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that {@code import} and {@code export} share. */
final class BulkOptions {

    /** The kinds of rows that a file may contain. */
    enum Kind {
        INVENTORY,
        BOOKINGS
    }

    @Parameters(
            paramLabel = "inventory|bookings",
            description = "The data: nights with their rooms and prices, or bookings.")
    private Kind kind = Kind.INVENTORY;

    @Parameters(paramLabel = "FILE", description = "The file, in UTF-8, named .csv, .ndjson or .jsonl.")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "csv|ndjson",
            description = "The format, if the file name does not show it.")
    private @Nullable Format format;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--raw",
            description =
                    "CSV for programs, with every text unchanged. Without it, a text that a spreadsheet would take for"
                            + " a formula gets a leading apostrophe.")
    private boolean raw;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    Kind kind() {
        return kind;
    }

    Path file() {
        return file;
    }

    boolean json() {
        return json;
    }

    Format format() {
        Format written = writtenFormat();
        return raw ? written.raw() : written;
    }

    private Format writtenFormat() {
        return format != null
                ? format
                : Format.of(file)
                        .orElseThrow(() -> CommandFailedException.wrongCall("Cannot tell the format of " + file
                                + " from its name: add --format csv or --format ndjson"));
    }

    /** Returns the settings of a database that must exist. */
    Settings settings(Map<String, String> environment) {
        Settings settings = database.settings(Map.of(), environment);
        if (Stores.isMissing(settings.db())) {
            throw CommandFailedException.broken("There is no database at " + Stores.describe(settings.db()));
        }
        return settings;
    }
}
