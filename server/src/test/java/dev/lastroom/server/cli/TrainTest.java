package dev.lastroom.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.server.Main;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load that the JVM is trained with: all of it is answered, and no hotel's database is touched. */
class TrainTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int train(String... more) {
        String[] args = Stream.concat(Stream.of("train", "--seconds", "1"), Stream.of(more))
                .toArray(String[]::new);
        Console console = Console.plain(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return Main.run(console, Map.of("LASTROOM_DB_URL", "jdbc:sqlite:" + folder.resolve("not-this.db")), args);
    }

    @Test
    void everyRequestIsAnsweredOnAThrowAwayDatabaseAndOnAnEmptyOne() {
        assertThat(train("--db", "jdbc:sqlite:" + folder.resolve("empty.db")))
                .as(err.toString(UTF_8))
                .isZero();

        assertThat(out.toString(UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.matches("[1-9][\\d,]* requests on .*"));
        assertThat(folder.resolve("not-this.db")).doesNotExist();
    }

    @Test
    void aDatabaseWithAPropertyIsRefused() {
        Path hotel = folder.resolve("hotel.db");
        save(hotel);

        assertThat(train("--db", "jdbc:sqlite:" + hotel)).isEqualTo(2);

        assertThat(err.toString(UTF_8)).contains("--db must name an empty database");
        try (BookingEngine engine = open(hotel)) {
            assertThat(engine.read().properties(null, PageRequest.FIRST).items())
                    .hasSize(1);
        }
    }

    private static void save(Path file) {
        try (BookingEngine engine = open(file)) {
            assertThat(engine.submit(SaveProperty.of("harbour", "Harbour", "UTC", "EUR")))
                    .isInstanceOf(Done.class);
        }
    }

    private static BookingEngine open(Path file) {
        return new BookingEngine(SqliteStore.open(SqliteSettings.of(file)));
    }
}
