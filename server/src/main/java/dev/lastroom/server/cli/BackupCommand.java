package dev.lastroom.server.cli;

import dev.lastroom.store.sqlite.SqliteBackup;
import dev.lastroom.store.sqlite.SqliteBackup.Copy;
import dev.lastroom.store.sqlite.SqliteSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;

/** Copies a SQLite database to a file. */
@Command(
        name = "backup",
        description = {
            "Copy a SQLite database to a file, while servers book on it.",
            "",
            "All that was acknowledged before is in it. The file has its name only once it is whole, checked and on disk."
        },
        footer = "%nThe database is the one of serve, jdbc:sqlite:data/lastroom.db, where nothing is said."
                + "%nStatus: 1 there is no database, it is damaged, or FILE is there already; 2 called wrongly.")
public final class BackupCommand extends CopyCommand {

    public BackupCommand(Console console, Map<String, String> environment) {
        super(console, environment, "Backed up to");
    }

    @Override
    Path original(SqliteSettings database, Path file) {
        return database.file();
    }

    @Override
    Copy copy(SqliteSettings database, Path file, boolean force, LongConsumer bytesCopied) {
        return SqliteBackup.backup(database, file, force, bytesCopied);
    }
}
