package dev.lastroom.server.cli;

import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import dev.lastroom.store.sqlite.SqliteBackup.Copy;
import dev.lastroom.store.sqlite.SqliteSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The common part of {@code backup} and {@code restore}. */
abstract class CopyCommand implements Callable<Integer> {

    private final Console console;
    private final Map<String, String> environment;
    private final String done;

    @Parameters(paramLabel = "FILE", description = "The backup file.")
    private Path file = Path.of("");

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean force;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    CopyCommand(Console console, Map<String, String> environment, String done) {
        this.console = console;
        this.environment = environment;
        this.done = done;
    }

    /** Returns the file that is copied. */
    abstract Path original(SqliteSettings database, Path backup);

    abstract Copy copy(SqliteSettings database, Path backup, boolean replace, LongConsumer bytesCopied);

    @Override
    public Integer call() {
        Settings settings = database.settings(Map.of(), environment);
        SqliteSettings sqlite = Stores.sqlite(settings)
                .orElseThrow(() -> CommandFailedException.wrongCall(
                        "This command is for SQLite. For PostgreSQL, use pg_dump and pg_restore: see"
                                + " docs/guide/backup.md"));
        AtomicLong copied = new AtomicLong();
        long expected = original(sqlite, file).toFile().length() / 1_000;
        Copy copy;
        try (ProgressBar _ = new ProgressBar(console, expected, "kB", () -> copied.get() / 1_000)) {
            copy = copy(sqlite, file, force, copied::set);
        }
        print(copy);
        return 0;
    }

    private void print(Copy copy) {
        Path keptAside = copy.keptAside();
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", copy.file().toString());
            fields.put("bytes", copy.bytes());
            fields.put("schemaVersion", copy.schemaVersion());
            fields.put("keptAside", keptAside == null ? null : keptAside.toString());
            console.line(JsonOutput.write(fields));
            return;
        }
        console.line(String.format(
                "%s %s %s: %,d bytes, intact, schema version %s",
                console.mark(true), done, copy.file(), copy.bytes(), copy.schemaVersion()));
        if (keptAside != null) {
            console.line("  The old database is now " + keptAside);
        }
    }
}
