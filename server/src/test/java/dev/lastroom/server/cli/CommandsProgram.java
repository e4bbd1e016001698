package dev.lastroom.server.cli;

import dev.lastroom.engine.store.Store;
import dev.lastroom.server.Main;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A program that opens the given database and carries out commands one after the other. It reports when it is done, and
 * keeps the database open until it is killed.
 */
final class CommandsProgram {

    private CommandsProgram() {}

    public static void main(String[] args) throws IOException {
        try (Store _ = SqliteStore.open(SqliteSettings.of(Path.of(args[0])))) {
            for (int i = 1; i < args.length; i++) {
                int status = Main.run(Console.system(Map.of()), Map.of(), args[i].split(" "));
                if (status != 0) {
                    throw new IllegalStateException(args[i] + " ended with status " + status);
                }
            }
            System.out.println("all is done");
            int _ = System.in.read();
        }
    }
}
