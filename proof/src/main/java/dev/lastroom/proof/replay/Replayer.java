package dev.lastroom.proof.replay;

import static java.util.Objects.requireNonNull;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.proof.replay.HistoryEvent.Books;
import dev.lastroom.proof.replay.HistoryEvent.Cancels;
import dev.lastroom.proof.replay.RoomTypeHistory.NightRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Replays a history through the engine: room types in parallel, each in order, with the clock at the day of each
 * event.
 *
 * <p>Nothing waits for an outcome. The engine carries out the requests of a room type in the order of their
 * submission, and the id of a booking is known beforehand, so its cancel can follow at once. All ids contain the
 * run's name, so a database can be used again. An instance is for one run; any thread may call {@link #done}.
 *
 * <p>With holds, all room types wait for one another at the end of each day. A batch is decided at the time of its
 * latest request. If that request were of the next day, today's holds would have lapsed before they were confirmed.
 */
public final class Replayer {

    private static final HoldTime HOLD = new HoldTime(Duration.ofMinutes(15));

    private final BookingEngine engine;
    private final String run;
    private final Semaphore inFlight;
    private final int inFlightMax;
    private final ReplayPlan plan;
    private final DayClock clock;
    private final Account account = new Account();
    private final LongAdder done = new LongAdder();

    /**
     * Prepares a run of a history.
     *
     * @param run the run's name, up to 32 characters of an id; no other run on this database may have had it
     * @param inFlightMax how many events may be under way at once; twice as many requests must fit a lane of the
     *     engine
     * @param clock the engine's clock, if the plan has holds; otherwise it does not matter
     */
    public Replayer(BookingEngine engine, String run, int inFlightMax, ReplayPlan plan, DayClock clock) {
        this.engine = engine;
        this.run = run;
        this.inFlightMax = inFlightMax;
        this.plan = plan;
        this.clock = clock;
        this.inFlight = new Semaphore(inFlightMax);
    }

    /** How many events are answered by now. */
    public long done() {
        return done.sum();
    }

    /**
     * Sets up the hotels, runs all events and recounts.
     *
     * @throws ReplayFailedException if the machinery failed
     * @throws InterruptedException if the thread was interrupted; submitted requests are still carried out
     */
    public ReplayResult run(StayHistory history) throws InterruptedException {
        List<RoomTypeId> ids = setUp(history);
        long start = System.nanoTime();
        if (plan.holds()) {
            runDayByDay(history, ids);
        } else {
            runSideBySide(history, ids);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        String fault = account.fault();
        if (fault != null) {
            throw new ReplayFailedException(fault);
        }
        return new ReplayResult(
                history.rows(),
                history.skipped(),
                account.accepted(),
                account.refused(),
                account.cancelled(),
                account.roomNights(),
                recordedRoomNights(history, ids),
                history.roomTypes().size(),
                engine.read().integrity(),
                took,
                account.confirmed(),
                occupancy(history));
    }

    private List<Occupancy> occupancy(StayHistory history) {
        Set<Long> accepted = account.acceptedRows();
        return history.roomTypes().stream()
                .map(roomType -> Occupancy.of(roomType, plan, accepted))
                .toList();
    }

    private List<RoomTypeId> setUp(StayHistory history) {
        Map<String, String> properties = new HashMap<>();
        List<RoomTypeHistory> roomTypes = history.roomTypes();
        return IntStream.range(0, roomTypes.size())
                .mapToObj(i -> {
                    RoomTypeHistory roomType = roomTypes.get(i);
                    String property = properties.computeIfAbsent(
                            roomType.hotel(), hotel -> setUpProperty(run + "-hotel-" + (properties.size() + 1), hotel));
                    return setUpRoomType(run + "-room-" + (i + 1), property, roomType);
                })
                .toList();
    }

    private String setUpProperty(String id, String hotel) {
        carryOut(SaveProperty.of(id, hotel, "UTC", "EUR"));
        return id;
    }

    private RoomTypeId setUpRoomType(String id, String property, RoomTypeHistory roomType) {
        carryOut(SaveRoomType.of(id, property, roomType.name(), plan.rooms(roomType), roomType.pricePerNight()));
        RoomTypeId roomTypeId = new RoomTypeId(id);
        RulesChange rules = new RulesChange(plan.overbooking(roomType), null, null, null, null, null, null, null);
        NightRange nights = roomType.nights();
        for (LocalDate from = nights.from(); from.isBefore(nights.to()); from = from.plusDays(OpenNights.NIGHTS_MAX)) {
            LocalDate next = from.plusDays(OpenNights.NIGHTS_MAX);
            LocalDate to = next.isBefore(nights.to()) ? next : nights.to();
            carryOut(new OpenNights(roomTypeId, from, to, null, null, rules));
        }
        return roomTypeId;
    }

    private void carryOut(Command<?> command) {
        Outcome<?> outcome = engine.submit(command, Caller.embedded(run));
        if (!(outcome instanceof Done<?>)) {
            throw new ReplayFailedException("the set-up failed: " + outcome);
        }
    }

    private void runSideBySide(StayHistory history, List<RoomTypeId> ids) throws InterruptedException {
        List<Callable<Void>> feeders = IntStream.range(0, ids.size())
                .<Callable<Void>>mapToObj(
                        i -> () -> feed(ids.get(i), history.roomTypes().get(i).events()))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> feeder : threads.invokeAll(feeders)) {
                feeder.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the events of a room type could not be sent to the engine", e.getCause());
        }
        awaitAnswers();
    }

    /** Everything submitted is answered when no permit is out. */
    private void awaitAnswers() throws InterruptedException {
        inFlight.acquire(inFlightMax);
        inFlight.release(inFlightMax);
    }

    private record Feed(RoomTypeId roomType, HistoryEvent event) {}

    private void runDayByDay(StayHistory history, List<RoomTypeId> ids) throws InterruptedException {
        SortedMap<LocalDate, List<Feed>> days = new TreeMap<>();
        for (int i = 0; i < ids.size(); i++) {
            RoomTypeId id = ids.get(i);
            history.roomTypes()
                    .get(i)
                    .events()
                    .forEach(event -> days.computeIfAbsent(event.day(), _ -> new ArrayList<>())
                            .add(new Feed(id, event)));
        }
        Map<Long, Submitted> bookings = new HashMap<>();
        for (List<Feed> day : days.values()) {
            clock.moveTo(noon(day.getFirst().event()));
            for (Feed feed : day) {
                inFlight.acquire();
                submit(feed.roomType(), feed.event(), bookings);
            }
            awaitAnswers();
            if (account.fault() != null) {
                return;
            }
        }
    }

    private @Nullable Void feed(RoomTypeId roomType, List<HistoryEvent> events) throws InterruptedException {
        Map<Long, Submitted> bookings = new HashMap<>();
        for (HistoryEvent event : events) {
            inFlight.acquire();
            if (account.fault() != null) {
                inFlight.release();
                break;
            }
            submit(roomType, event, bookings);
        }
        return null;
    }

    private void submit(RoomTypeId roomType, HistoryEvent event, Map<Long, Submitted> bookings) {
        switch (event) {
            case Books books -> bookings.put(books.row(), book(roomType, books));
            case Cancels cancels -> cancel(cancels, requireNonNull(bookings.remove(cancels.row())));
        }
    }

    private record Submitted(Request<Booking> request, CompletableFuture<Outcome<Booking>> outcome) {}

    private Submitted book(RoomTypeId roomType, Books books) {
        IdempotencyKey key = new IdempotencyKey(run + "-row-" + books.row());
        Book command = new Book(guest(books), new RoomStay(roomType, books.stay(), 1), plan.holds() ? HOLD : null, key);
        Request<Booking> request = request(command, books);
        CompletableFuture<Outcome<Booking>> outcome = engine.submitAsync(request);
        CompletableFuture<Void> booked = outcome.thenAccept(answer -> account.booking(books.row(), answer));
        CompletableFuture<Void> _ = plan.holds()
                ? confirmed(books, request, outcome).thenRun(this::answered)
                : booked.thenRun(this::answered);
        return new Submitted(request, outcome);
    }

    private CompletableFuture<Void> confirmed(
            Books books, Request<Booking> booking, CompletableFuture<Outcome<Booking>> ofBooking) {
        Advance confirm = new Advance(Target.of(booking.newId().booking()), Transition.CONFIRM);
        return ofBooking.thenAcceptBoth(
                engine.submitAsync(request(confirm, books)),
                (booked, answer) -> account.confirm(books.row(), booked, answer));
    }

    private void cancel(Cancels cancels, Submitted booking) {
        Request<Booking> request = request(new Cancel(booking.request().newId().booking(), guest(cancels)), cancels);
        CompletableFuture<Void> _ = booking.outcome()
                .thenAcceptBoth(engine.submitAsync(request), (ofBooking, answer) -> {
                    account.cancel(cancels.row(), ofBooking, answer);
                    answered();
                });
    }

    private void answered() {
        done.increment();
        inFlight.release();
    }

    private static UserId guest(HistoryEvent event) {
        return new UserId("guest-" + event.row());
    }

    private <R> Request<R> request(Command<R> command, HistoryEvent event) {
        return engine.request(command, Caller.embedded(run + "-row-" + event.row()), noon(event));
    }

    private static Instant noon(HistoryEvent event) {
        return event.day().atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }

    private long recordedRoomNights(StayHistory history, List<RoomTypeId> ids) {
        return IntStream.range(0, ids.size())
                .mapToObj(i -> {
                    NightRange nights = history.roomTypes().get(i).nights();
                    return engine.read().nights(ids.get(i), nights.from(), nights.to());
                })
                .flatMap(List::stream)
                .mapToLong(Night::booked)
                .sum();
    }
}
