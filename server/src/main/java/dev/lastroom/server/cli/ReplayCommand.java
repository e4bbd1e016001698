package dev.lastroom.server.cli;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.EngineListener;
import dev.lastroom.engine.EngineSettings;
import dev.lastroom.engine.IdSource;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import dev.lastroom.server.replay.BadHistoryException;
import dev.lastroom.server.replay.History;
import dev.lastroom.server.replay.HistoryReader;
import dev.lastroom.server.replay.ReplayResult;
import dev.lastroom.server.replay.Replayer;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a real booking history through the engine. */
@Command(
        name = "replay",
        description = {
            "Run a real booking history through the engine, and recount.",
            "",
            "The history is the public \"hotel booking demand\" data set (N. Antonio, A. de Almeida, L. Nunes: Data in"
                    + " Brief 22, 2019), 119,390 bookings of two hotels, as CSV with its published columns. Every"
                    + " booking is made on its day and cancelled on its day, room types side by side."
        },
        footer =
                "%nStatus: 0 the recount is consistent, 1 it is not or something broke, 2 called wrongly or a bad file.")
public final class ReplayCommand implements Callable<Integer> {

    private static final int IN_FLIGHT_MAX = 2_048;

    private final Console console;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "FILE", description = "The history, as plain text or compressed with gzip.")
    private @Nullable Path file;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    public ReplayCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = database.settings(Map.of(), environment);
        History history = read();
        ReplayResult result = replay(history, settings);
        print(result);
        return result.consistent() ? 0 : Errors.FAILED;
    }

    private History read() {
        Path path = Objects.requireNonNull(file);
        console.progress("Reading " + path + " …");
        try {
            return HistoryReader.read(path);
        } catch (BadHistoryException e) {
            throw CommandFailedException.wrongCall(path + " is not a booking history: " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw CommandFailedException.wrongCall("There is no file " + path);
        } catch (IOException e) {
            throw CommandFailedException.wrongCall(path + " cannot be read: " + e.getMessage());
        }
    }

    private ReplayResult replay(History history, Settings settings) throws IOException, InterruptedException {
        String db = database.db();
        if (db != null) {
            return replay(history, settings, db);
        }
        try (ScratchDatabase scratch = new ScratchDatabase()) {
            return replay(history, settings, scratch.url());
        }
    }

    private ReplayResult replay(History history, Settings settings, String db) throws InterruptedException {
        // Nobody waits for an answer here: a history is in no hurry.
        EngineSettings limits = settings.engine().withLaneWaitMax(Duration.ofHours(1));
        try (BookingEngine engine = new BookingEngine(
                Stores.open(db, settings), limits, InstantSource.system(), IdSource.secure(), EngineListener.NONE)) {
            Replayer replayer =
                    new Replayer(engine, RunName.next("replay"), Math.min(IN_FLIGHT_MAX, limits.laneQueueMax()));
            try (ProgressBar _ = new ProgressBar(console, history.events(), "events", replayer::done)) {
                return replayer.run(history);
            }
        }
    }

    private void print(ReplayResult result) {
        if (json) {
            console.line(Json.write(fields(result)));
            return;
        }
        Duration took = result.took();
        console.line(console.bold("Booking history"));
        row("rows", result.rows());
        row("skipped, no night", result.skipped());
        row("accepted", result.accepted());
        row("refused, no room", result.refused());
        row("cancelled", result.cancelled());
        row("room nights held", result.roomNights());
        row("room types", result.roomTypes());
        console.line(String.format(
                "  %-20s %,12.0f   in %.1f s", "bookings/s", result.bookingsPerSecond(), took.toMillis() / 1e3));
        console.line(console.mark(result.consistent())
                + String.format(
                        " Recount: %,d nights, %,d of them wrong; %,d room nights by the outcomes, %,d on record",
                        result.integrity().nightsChecked(),
                        result.integrity().drift().size(),
                        result.roomNights(),
                        result.recordedRoomNights()));
    }

    private void row(String name, long count) {
        console.line(String.format("  %-20s %,12d", name, count));
    }

    private static Map<String, Object> fields(ReplayResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rows", result.rows());
        fields.put("skipped", result.skipped());
        fields.put("accepted", result.accepted());
        fields.put("refused", result.refused());
        fields.put("cancelled", result.cancelled());
        fields.put("roomNights", result.roomNights());
        fields.put("roomTypes", result.roomTypes());
        fields.put("consistent", result.consistent());
        return fields;
    }
}
