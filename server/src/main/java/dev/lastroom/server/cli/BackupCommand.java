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
            "Copy a SQLite database to a file while servers book on it.",
            "",
            "The copy holds everything acknowledged before it began. The file gets its name only once it is complete,"
                    + " checked and on disk."
        },
        footer = DatabaseOptions.DEFAULT_DATABASE
                + "%nExit status: 1 if the database is missing or damaged, or FILE already exists; 2 for wrong usage.")
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
