package dev.lastroom.proof.cli;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.replay.BadHistoryException;
import dev.lastroom.proof.replay.DayClock;
import dev.lastroom.proof.replay.HistoryReader;
import dev.lastroom.proof.replay.ReplayPlan;
import dev.lastroom.proof.replay.ReplayResult;
import dev.lastroom.proof.replay.Replayer;
import dev.lastroom.proof.replay.StayHistory;
import dev.lastroom.server.cli.CommandFailedException;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.DatabaseOptions;
import dev.lastroom.server.cli.Errors;
import dev.lastroom.server.cli.JsonOutput;
import dev.lastroom.server.cli.ProgressBar;
import dev.lastroom.server.cli.RunName;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
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
                    + " booking is made on its day and cancelled on its day, with the room types in parallel.",
            "",
            "With --holds, each booking begins as a hold of 15 minutes and is confirmed, day by day. With --overbook,"
                    + " that many percent more rooms are sold than there are. A table and a chart show how many of the"
                    + " guests who came would have been walked: sent elsewhere, because all rooms were taken."
        },
        footer = "%nExit status: 0 if the recount is consistent; 1 if it is not, or something failed; 2 for wrong usage"
                + " or a bad file.")
public final class ReplayCommand implements Callable<Integer> {

    private static final int IN_FLIGHT_MAX = 2_048;

    private final Console console;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "FILE", description = "The history, as plain text or compressed with gzip.")
    private @Nullable Path file;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--holds", description = "Begin each booking as a hold, then confirm it.")
    private boolean holds;

    @Option(
            names = "--rooms",
            paramLabel = "PERCENT",
            defaultValue = "100",
            description = "The rooms, as a percentage of those that guests in the history had at once, 1-100. Default:"
                    + " ${DEFAULT-VALUE}; then no guest is ever walked, because everyone who came had a room.")
    private int rooms;

    @Option(
            names = "--overbook",
            paramLabel = "PERCENT",
            description = "Sell this percentage more rooms than there are, 0-100, rounded down for each room type.")
    private @Nullable Integer overbook;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    public ReplayCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = database.settings(Map.of(), environment);
        ReplayPlan plan = plan();
        StayHistory history = read();
        ReplayResult result = replay(history, settings, plan);
        print(result);
        return result.consistent() ? 0 : Errors.FAILED;
    }

    private ReplayPlan plan() {
        try {
            return new ReplayPlan(holds, rooms, overbook == null ? 0 : overbook);
        } catch (IllegalArgumentException e) {
            throw CommandFailedException.wrongCall(String.valueOf(e.getMessage()));
        }
    }

    private StayHistory read() {
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

    private ReplayResult replay(StayHistory history, Settings settings, ReplayPlan plan)
            throws IOException, InterruptedException {
        String db = database.db();
        if (db != null) {
            return replay(history, settings, plan, db);
        }
        try (ScratchDatabase scratch = new ScratchDatabase()) {
            return replay(history, settings, plan, scratch.url());
        }
    }

    private ReplayResult replay(StayHistory history, Settings settings, ReplayPlan plan, String db)
            throws InterruptedException {
        // Nobody waits for an answer here, so a history may wait long in a lane.
        EngineSettings limits = settings.engine().withLaneWaitMax(Duration.ofHours(1));
        // The sweeper of holds must use the history's time too, or it would find that all holds lapsed years ago.
        DayClock clock = new DayClock();
        Store store = Stores.open(db, settings);
        try (BookingEngine engine = new BookingEngine(
                store,
                limits,
                plan.holds() ? EngineClock.given(clock) : EngineClock.of(store, InstantSource.system(), limits.clock()),
                IdSource.secure(),
                EngineListener.NONE)) {
            int queueMax = Math.min(limits.laneQueueMax(), limits.laneQueueOwnerMax());
            int inFlight = Math.max(1, Math.min(IN_FLIGHT_MAX, queueMax / 2));
            Replayer replayer = new Replayer(engine, RunName.next("replay"), inFlight, plan, clock);
            try (ProgressBar _ = new ProgressBar(console, history.events(), "events", replayer::done)) {
                return replayer.run(history);
            }
        }
    }

    private void print(ReplayResult result) {
        if (json) {
            console.line(JsonOutput.write(fields(result)));
            return;
        }
        Duration took = result.took();
        console.line(console.bold("Booking history"));
        row("rows", result.rows());
        row("skipped, no night", result.skipped());
        row("accepted", result.accepted());
        if (holds) {
            row("holds confirmed", result.confirmed());
        }
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
        if (overbook != null) {
            OccupancyOutput.print(console, result.occupancy());
        }
    }

    private void row(String name, long count) {
        console.line(String.format("  %-20s %,12d", name, count));
    }

    private Map<String, Object> fields(ReplayResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rows", result.rows());
        fields.put("skipped", result.skipped());
        fields.put("accepted", result.accepted());
        fields.put("refused", result.refused());
        fields.put("cancelled", result.cancelled());
        fields.put("roomNights", result.roomNights());
        fields.put("roomTypes", result.roomTypes());
        fields.put("consistent", result.consistent());
        if (holds) {
            fields.put("confirmed", result.confirmed());
        }
        if (overbook != null) {
            fields.put("overbook", OccupancyOutput.fields(overbook, result.occupancy()));
        }
        return fields;
    }
}
