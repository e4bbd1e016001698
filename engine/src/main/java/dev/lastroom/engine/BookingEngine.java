package dev.lastroom.engine;

import dev.lastroom.engine.calendar.Searches;
import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.AllotmentCommand.OfAllotment;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.OfBooking;
import dev.lastroom.engine.command.Caller;
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
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.lane.Breakdown;
import dev.lastroom.engine.lane.Coordination;
import dev.lastroom.engine.lane.Lanes;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.engine.webhook.WebhookStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The booking engine, and the only door to inventory: commands in, outcomes out.
 *
 * <p>Thread-safe. Any number of engines, in any number of processes, may work on one database.
 */
public final class BookingEngine implements AutoCloseable {

    private static final RoomTypeId NO_ROOM_TYPE = new RoomTypeId("-");

    private final Store store;
    private final EngineClock clock;
    private final IdSource ids;
    private final EngineListener listener;
    private final Coordination coordination;
    private final Breakdown breakdown = new Breakdown();
    private final Searches searches;
    private final Lanes lanes;
    private final KeySweeper sweeper;
    private final HoldSweeper holdSweeper;
    private final RepeatedTask clockLooks;

    /** An engine with the default settings and the store's time. Closing it closes the store. */
    public BookingEngine(Store store) {
        this(store, EngineSettings.DEFAULT, IdSource.secure(), EngineListener.NONE);
    }

    /** An engine with the store's time. Closing it closes the store. */
    public BookingEngine(Store store, EngineSettings settings, IdSource ids, EngineListener listener) {
        this(store, settings, EngineClock.of(store, InstantSource.system(), settings.clock()), ids, listener);
    }

    /** An engine that takes its time from {@code time}, right or wrong: for replaying histories, and for tests. */
    public BookingEngine(
            Store store, EngineSettings settings, InstantSource time, IdSource ids, EngineListener listener) {
        this(store, settings, EngineClock.given(time), ids, listener);
    }

    /** An engine with the given clock. */
    public BookingEngine(
            Store store, EngineSettings settings, EngineClock clock, IdSource ids, EngineListener listener) {
        this(store, settings, clock, ids, listener, Coordination.NONE);
    }

    /** An engine that takes turns with those of other servers. Closing it closes the store and the coordination. */
    public BookingEngine(
            Store store,
            EngineSettings settings,
            EngineClock clock,
            IdSource ids,
            EngineListener listener,
            Coordination coordination) {
        this.store = store;
        this.coordination = coordination;
        this.clock = clock;
        this.ids = ids;
        this.listener = new QuietListener(listener);
        this.searches = new Searches(store, settings.search(), breakdown);
        this.lanes = new Lanes(store, settings, this.listener, searches::committed, coordination, breakdown);
        this.sweeper = new KeySweeper(store, settings, clock, this.listener, breakdown);
        this.holdSweeper = new HoldSweeper(store, clock, this::submit, breakdown);
        this.clockLooks = new RepeatedTask("compare the clocks", EngineClock.LOOK_EVERY, breakdown, clock::look);
    }

    /** Carries out a command for a caller in this process, and waits for its outcome. */
    public <R> Outcome<R> submit(Command<R> command) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return submit(command, Caller.embedded(new UUID(random.nextLong(), random.nextLong()).toString()));
    }

    /**
     * Carries out a command and waits for its outcome, on this thread if nothing else is to be done. Never throws:
     * whatever goes wrong is an outcome too.
     */
    public <R> Outcome<R> submit(Command<R> command, Caller caller) {
        Request<R> request;
        try {
            request = request(command, caller);
        } catch (StoreException e) {
            return new Failed<>(e.failure(), String.valueOf(e.getMessage()));
        }
        long start = System.nanoTime();
        Outcome<R> outcome = lanes.run(request);
        answered(request, outcome, start);
        return outcome;
    }

    /**
     * Carries out a request without waiting. Requests of one owner for one room type are carried out in the order of
     * these calls. Code that depends on the future runs on the lane's thread: it must be quick, and must not wait for
     * another command or close the engine.
     *
     * @return completes with the outcome, never with an exception
     */
    public <R> CompletableFuture<Outcome<R>> submitAsync(Request<R> request) {
        long start = System.nanoTime();
        CompletableFuture<Outcome<R>> outcome = lanes.enqueue(request);
        return outcome.whenComplete((answer, _) -> answered(request, answer, start));
    }

    private <R> void answered(Request<R> request, Outcome<R> answer, long start) {
        if (answer instanceof Failed<R>(Failure reason, String _, var _) && reason == Failure.STORE_UNAVAILABLE) {
            clock.doubt();
        }
        listener.answered(request, answer, Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * Makes a request of a command: received now, with a new booking id.
     *
     * @throws StoreException if the time is unknown
     */
    public <R> Request<R> request(Command<R> command, Caller caller) {
        return request(command, caller, clock.now());
    }

    /** Makes a request of a command received at {@code at}, for replaying histories. */
    public <R> Request<R> request(Command<R> command, Caller caller, Instant at) {
        return new Request<>(command, caller, at, ids.next(at, roomType(command)));
    }

    private static RoomTypeId roomType(Command<?> command) {
        return switch (command) {
            case Book c -> c.wanted().roomTypeId();
            case BookGroup c -> c.leadingRoomType();
            case Join c -> c.wanted().roomTypeId();
            case CreateAllotment c -> c.roomTypeId();
            case OfAllotment _ -> NO_ROOM_TYPE;
            case SaveProperty _, SaveRoomType _, OpenNights _, CatchUp _, OfBooking _, OfGroup _, AdvanceEntry _ ->
                NO_ROOM_TYPE;
        };
    }

    /**
     * The time the engine decides by.
     *
     * @throws StoreException if the time is unknown
     */
    public Instant now() {
        return clock.now();
    }

    /** How far this machine's clock is ahead of the store's; negative if it is behind. */
    public Duration clockSkew() {
        return clock.skew();
    }

    /** Searches for stays. */
    public Searches searches() {
        return searches;
    }

    /** Plain reads, which take no lock. */
    public Reads read() {
        return store.reads();
    }

    /** Plain reads for the server's own work. They go on however many others read. */
    public Reads housekeeping() {
        return store.housekeeping();
    }

    /** The webhooks that receive events. */
    public WebhookStore webhooks() {
        return store.webhooks();
    }

    /** How many commands are waiting in the lanes. */
    public int queueDepth() {
        return lanes.depth();
    }

    /** How many commands may wait in all lanes together. */
    public int queueMax() {
        return lanes.queueMax();
    }

    /** How many lanes there are. */
    public int lanes() {
        return lanes.count();
    }

    /** The fault that stops the lanes from carrying out commands; null if there is none. */
    public @Nullable String laneFault() {
        return lanes.fault();
    }

    /** The fault that stops the sweepers from running; null if there is none. */
    public @Nullable String sweeperFault() {
        return sweeper.isAlive() && holdSweeper.isAlive() ? null : "a sweeper has stopped";
    }

    /**
     * Where the engine, and anything that works with it in this process, reports that it cannot go on. From then on
     * every command is answered at once: the process should restart.
     */
    public Breakdown breakdown() {
        return breakdown;
    }

    /**
     * Forgets the idempotency keys that are too old now, as the sweeper does by itself.
     *
     * @return how many keys
     */
    public int sweepKeys() {
        return sweeper.sweep();
    }

    /**
     * Serves all waitlists, as happens by itself once a minute: for entries that fit only because time has passed or a
     * night was repaired.
     */
    public void serveWhoWaits() {
        holdSweeper.serveWhoWaits();
    }

    /** Takes no more commands, answers all commands already taken, and closes the store and the coordination. */
    @Override
    public void close() {
        holdSweeper.close();
        lanes.close();
        coordination.close();
        sweeper.close();
        clockLooks.close();
        searches.close();
        store.close();
    }
}
