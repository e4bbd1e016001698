package dev.lastroom.server.cli;

import dev.lastroom.store.sqlite.SqliteBackup;
import dev.lastroom.store.sqlite.SqliteBackup.Copy;
import dev.lastroom.store.sqlite.SqliteSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;

/** Replaces a SQLite database with a backup. */
@Command(
        name = "restore",
        description = {
            "Make a SQLite database of a backup, which is checked before.",
            "",
            "No server may have the database open. With --force an old database is replaced, and kept beside it as"
                    + " NAME.before-restore-TIME."
        },
        footer = "%nThe database is the one of serve, jdbc:sqlite:data/lastroom.db, where nothing is said."
                + "%nStatus: 1 FILE is no intact backup, or the database is there already or in use; 2 called wrongly.")
public final class RestoreCommand extends CopyCommand {

    public RestoreCommand(Console console, Map<String, String> environment) {
        super(console, environment, "Restored to");
    }

    @Override
    Path original(SqliteSettings database, Path file) {
        return file;
    }

    @Override
    Copy copy(SqliteSettings database, Path file, boolean force, LongConsumer bytesCopied) {
        return SqliteBackup.restore(
                file, database, force, InstantSource.system().instant(), bytesCopied);
    }
}
