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
            "Restore a SQLite database from a backup, which is checked first.",
            "",
            "No server may have the database open. With --force, an existing database is replaced, and kept next to"
                    + " the new one as NAME.before-restore-TIME."
        },
        footer = DatabaseOptions.DEFAULT_DATABASE
                + "%nExit status: 1 if FILE is not an intact backup, or the database already exists or is in use;"
                + " 2 for wrong usage.")
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
