package dev.lastroom.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.server.Main;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Databases in files of one folder, and the commands that read and write them. */
abstract class BulkFixture {

    @TempDir
    Path folder;

    record Ended(int status, String out, String err) {

        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    Ended run(String database, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.plain(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        int status = Main.run(console, Map.of("LASTROOM_DB_URL", "jdbc:sqlite:" + folder.resolve(database)), args);
        return new Ended(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    String file(String name, String... lines) throws Exception {
        return Files.writeString(folder.resolve(name), String.join("\n", lines)).toString();
    }

    <T> T with(String database, Function<BookingEngine, T> work) {
        try (BookingEngine engine = new BookingEngine(SqliteStore.open(SqliteSettings.of(folder.resolve(database))))) {
            return work.apply(engine);
        }
    }

    void set(String database, Consumer<BookingEngine> work) {
        int _ = with(database, engine -> {
            work.accept(engine);
            return 0;
        });
    }
}
