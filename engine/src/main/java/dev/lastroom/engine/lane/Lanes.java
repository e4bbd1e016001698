package dev.lastroom.engine.lane;

import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.AllotmentCommand.OfAllotment;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.OfBooking;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.OfGroup;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.WaitlistCommand.AdvanceEntry;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.Store;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A small number of lanes. All commands of one room type go to the same lane, since they contend for nights; a group of
 * several room types goes to the lane of one of them. An idle lane helps one with a long queue. Correctness does not
 * depend on lanes: a command in another lane or process meets the same row locks. Thread-safe.
 */
public final class Lanes implements AutoCloseable {

    private final List<Lane> lanes;
    private final Breakdown breakdown;
    private final int queueMax;

    /**
     * Starts the lanes.
     *
     * @param committed is told of each committed batch before its commands are answered; must not throw
     * @param coordination keeps lanes of several servers apart
     */
    public Lanes(
            Store store,
            EngineSettings settings,
            EngineListener listener,
            BiConsumer<List<Request<?>>, Applied> committed,
            Coordination coordination,
            Breakdown breakdown) {
        this.breakdown = breakdown;
        int count = settings.lanes() > 0 ? settings.lanes() : store.lanes();
        this.queueMax = count * settings.laneQueueMax();
        List<Lane> started = new CopyOnWriteArrayList<>();
        Neighbours neighbours = new Neighbours(started);
        for (int i = 0; i < count; i++) {
            Contention contention = new Contention(coordination, listener, System::nanoTime);
            BatchRunner runner = new BatchRunner(store, settings, listener, committed, contention);
            started.add(new Lane("lastroom-lane-" + i, settings, runner, neighbours, contention, breakdown));
        }
        this.lanes = List.copyOf(started);
    }

    /** Puts a request into its lane. The future always completes with an outcome, never with an exception. */
    public <R> CompletableFuture<Outcome<R>> enqueue(Request<R> request) {
        Breakdown.Cause broken = breakdown.cause();
        return broken == null ? lane(request).enqueue(request) : CompletableFuture.completedFuture(Lane.broken(broken));
    }

    /** Carries out a request in its lane, on this thread if the lane is idle, and waits for the outcome. */
    public <R> Outcome<R> run(Request<R> request) {
        Breakdown.Cause broken = breakdown.cause();
        return broken == null ? lane(request).run(request) : Lane.broken(broken);
    }

    private Lane lane(Request<?> request) {
        return lanes.get(hint(request.command()) % lanes.size());
    }

    /** The hash of the room type that a command is for. */
    static int hint(Command<?> command) {
        return switch (command) {
            // Rare and without contention, so any lane will do.
            case SaveProperty _ -> 0;
            case SaveRoomType c -> NewId.hint(c.roomType().id());
            case OpenNights c -> NewId.hint(c.roomTypeId());
            case Book c -> NewId.hint(c.wanted().roomTypeId());
            case CatchUp c -> NewId.hint(c.roomTypeId());
            case BookGroup c -> NewId.hint(c.leadingRoomType());
            case OfGroup c -> c.groupId().hint();
            case Join c -> NewId.hint(c.wanted().roomTypeId());
            case AdvanceEntry c -> c.target().entryId().hint();
            case CreateAllotment c -> NewId.hint(c.roomTypeId());
            case OfAllotment c -> c.allotmentId().hint();
            case OfBooking c -> c.bookingId().hint();
        };
    }

    /** How many commands are waiting. */
    public int depth() {
        return lanes.stream().mapToInt(Lane::depth).sum();
    }

    /** How many may wait. */
    public int queueMax() {
        return queueMax;
    }

    /** How many lanes there are. */
    public int count() {
        return lanes.size();
    }

    /** The fault that stops a lane from carrying out commands; null if there is none. */
    public @Nullable String fault() {
        return lanes.stream()
                .map(Lane::fault)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Takes no more commands, and returns when all accepted ones are answered. */
    @Override
    public void close() {
        lanes.forEach(Lane::stopAccepting);
        lanes.forEach(Lane::close);
    }
}
