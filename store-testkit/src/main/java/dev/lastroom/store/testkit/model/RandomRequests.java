package dev.lastroom.store.testkit.model;

import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Extend;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.CancelGroup;
import dev.lastroom.engine.command.GroupCommand.ConfirmGroup;
import dev.lastroom.engine.command.GroupCommand.OfGroup;
import dev.lastroom.engine.command.GroupTarget;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A long random history of a few small hotels, the same for the same seed. The hotels are so small that everything
 * collides. Time moves on, now and then by hours or weeks, so that keys grow old. Not thread-safe.
 */
public final class RandomRequests {

    private static final List<Transition> STEPS = List.of(
            Transition.CHECK_IN,
            Transition.UNDO_CHECK_IN,
            Transition.CHECK_OUT,
            Transition.COMPLETE,
            Transition.NO_SHOW_UP);

    /**
     * How much there is to collide on.
     *
     * @param properties how many properties, 1-3
     * @param roomTypes how many room types
     * @param opened how many of them {@link #setUp} opens
     * @param nights how many nights it opens of each
     * @param users how many users
     * @param days on how many days stays begin, from yesterday on
     */
    public record Size(int properties, int roomTypes, int opened, int nights, int users, int days) {

        /** For a long history. */
        public static final Size WIDE = new Size(3, 5, 4, 12, 6, 12);

        /** For a short one. */
        public static final Size NARROW = new Size(1, 2, 2, 9, 4, 4);
    }

    private final SplittableRandom random;
    private final Size size;
    private final List<Booking> made = new ArrayList<>();
    private final List<BookingGroup> groups = new ArrayList<>();
    private final RandomHotel hotel;
    private final RandomSetUp setUp;
    private final RandomWaits waits;
    private final RandomAllotments allotments;
    private final List<Request<?>> sent = new ArrayList<>();

    public RandomRequests(long seed) {
        this(seed, Size.WIDE, null);
    }

    /** Makes a history on a clock that other code moves. */
    public RandomRequests(long seed, Size size, @Nullable InstantSource clock) {
        this.random = new SplittableRandom(seed);
        this.size = size;
        this.hotel = new RandomHotel(random, size, clock, IdSource.seeded(seed));
        this.setUp = new RandomSetUp(random, size, hotel);
        this.waits = new RandomWaits(random, hotel);
        this.allotments = new RandomAllotments(random);
    }

    /** Returns requests that set up all but one of the room types, so that a history soon has rooms to sell. */
    public List<Request<?>> setUp() {
        List<Request<?>> batch = new ArrayList<>();
        for (int i = 0; i < size.properties; i++) {
            batch.add(request(setUp.property(i)));
        }
        LocalDate today = hotel.today();
        for (int i = 0; i < size.opened; i++) {
            batch.add(request(SaveRoomType.of(
                    "type-" + i, "property-" + i % size.properties, hotel.name(), 4, random.nextLong(50_000))));
            batch.add(request(
                    new OpenNights(new RoomTypeId("type-" + i), today, today.plusDays(size.nights), null, null)));
        }
        return batch;
    }

    /** Returns the next 1 to 20 requests, which may be applied as one batch. */
    public List<Request<?>> nextBatch() {
        int size = random.nextInt(10) == 0 ? 1 + random.nextInt(20) : 1 + random.nextInt(4);
        List<Request<?>> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            batch.add(next());
        }
        return batch;
    }

    /** Learns which bookings exist, so that later requests cancel and change them. */
    public void learn(List<Outcome<?>> outcomes) {
        for (Outcome<?> outcome : outcomes) {
            if (outcome instanceof Outcome.Done(Booking booking, boolean replayed) && !replayed) {
                made.add(booking);
            }
            if (outcome instanceof Outcome.Done(BookingGroup group, boolean replayed) && !replayed) {
                groups.add(group);
                made.addAll(group.bookings());
            }
            allotments.learn(outcome);
        }
    }

    /** Learns the entries, and which bookings were offered. */
    public void learn(List<WaitlistEntry> entries, Function<BookingId, Optional<Booking>> bookings) {
        waits.learn(entries).forEach(offer -> made.add(bookings.apply(offer).orElseThrow()));
    }

    /** Returns the time of the last request. */
    public Instant now() {
        return hotel.now();
    }

    /** Returns the next request. */
    public Request<?> next() {
        hotel.moveOn();
        if (random.nextInt(8) == 0 && !sent.isEmpty()) {
            Request<?> earlier = sent.get(hotel.back(sent.size()));
            return new Request<>(earlier.command(), again(earlier.caller()), hotel.now(), hotel.id());
        }
        Request<?> request = request(command());
        if (request.claim() != null) {
            sent.add(request);
        }
        return request;
    }

    private Request<?> request(Command<?> command) {
        return new Request<>(command, caller(), hotel.now(), hotel.id());
    }

    private Caller caller() {
        return new Caller(
                random.nextInt(3) == 0 ? "beta" : "alpha",
                "request-" + random.nextInt(1_000_000),
                random.nextBoolean() ? "192.0.2." + random.nextInt(256) : null,
                random.nextBoolean() ? "agent/" + random.nextInt(9) : null);
    }

    /**
     * Renames a request that is sent again. On a clock that stands still, another request of the same name would be
     * taken for the same one.
     */
    private Caller again(Caller earlier) {
        return hotel.hasClock()
                ? new Caller(
                        earlier.owner(),
                        earlier.requestId() + "-" + sent.size(),
                        earlier.clientAddress(),
                        earlier.userAgent())
                : earlier;
    }

    private Command<?> command() {
        int dice = random.nextInt(100);
        if (dice < 3) {
            return setUp.saveProperty();
        }
        if (dice < 8) {
            return setUp.saveRoomType();
        }
        if (dice < 16) {
            return setUp.openNights();
        }
        if (dice < 30 && !made.isEmpty()) {
            return new Cancel(target());
        }
        if (dice < 55 && !made.isEmpty()) {
            return ofBooking();
        }
        if (dice < 60 && !groups.isEmpty()) {
            return ofGroup();
        }
        if (dice < 65) {
            return bookGroup();
        }
        if (dice < 67) {
            return new CatchUp(hotel.roomType());
        }
        if (dice < 73 && !waits.isEmpty()) {
            return waits.answer();
        }
        if (dice < 81) {
            return waits.join();
        }
        if (dice < 86) {
            return allotments.command(
                    hotel.roomType(), hotel.day(), hotel.today(), hotel.id().allotment());
        }
        Book book = random.nextInt(3) == 0
                ? allotments.draw(hotel.user(), hotel.roomType(), hotel.day())
                : new Book(
                        hotel.user(),
                        new RoomStay(
                                hotel.roomType(), Stay.of(hotel.day(), 1 + random.nextInt(5)), 1 + random.nextInt(2)),
                        null);
        if (random.nextInt(3) == 0) {
            book = book.heldFor(hotel.holdTime());
        }
        if (random.nextInt(6) == 0) {
            book = book.forGuests(1 + random.nextInt(3));
        }
        return random.nextBoolean() ? book : book.withKey(hotel.key());
    }

    private BookGroup bookGroup() {
        List<RoomStay> items = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            RoomStay item = random.nextInt(4) == 0
                    ? allotments.item(hotel.roomType(), hotel.day().plusDays(1))
                    : new RoomStay(
                            hotel.roomType(),
                            Stay.of(hotel.day().plusDays(1), 1 + random.nextInt(3)),
                            1 + random.nextInt(2));
            items.add(random.nextInt(6) == 0 ? item.forGuests(1 + random.nextInt(3)) : item);
        }
        BookGroup group = new BookGroup(hotel.user(), items, random.nextInt(3) == 0 ? hotel.holdTime() : null, null);
        return random.nextBoolean() ? group : group.withKey(hotel.key());
    }

    private OfGroup ofGroup() {
        BookingGroup group = groups.get(hotel.back(groups.size()));
        GroupTarget target = switch (random.nextInt(8)) {
            case 0 -> GroupTarget.of(hotel.id().group());
            case 1 -> new GroupTarget(group.id(), hotel.user(), null, null);
            case 2 -> new GroupTarget(group.id(), null, random.nextBoolean() ? "alpha" : "beta", null);
            default -> GroupTarget.of(group.id());
        };
        if (random.nextInt(4) == 0) {
            target = target.withKey(hotel.key());
        }
        return random.nextBoolean() ? new ConfirmGroup(target) : new CancelGroup(target);
    }

    private Command<?> ofBooking() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new Advance(target(), Transition.CONFIRM);
            case 3, 4 -> new Advance(target(), STEPS.get(random.nextInt(STEPS.size())));
            case 5 ->
                waits.offers().isEmpty() || random.nextInt(3) == 0
                        ? new Extend(target(), hotel.holdTime())
                        : new Extend(
                                Target.of(waits.offers()
                                        .get(hotel.back(waits.offers().size()))
                                        .id()
                                        .offer()),
                                new HoldTime(Duration.ofMinutes(6)));
            case 6 -> new Reinstate(target(), random.nextBoolean() ? hotel.holdTime() : null);
            default -> amend();
        };
    }

    private Amend amend() {
        LocalDate start = random.nextInt(3) == 0 ? hotel.day() : null;
        LocalDate end = start != null
                ? start.plusDays(1 + random.nextInt(5))
                : random.nextInt(3) == 0 ? hotel.day().plusDays(1) : null;
        return new Amend(
                target(),
                random.nextInt(4) == 0 ? hotel.roomType() : null,
                start,
                end,
                random.nextInt(2) == 0 ? 1 + random.nextInt(3) : null,
                random.nextInt(5) == 0 ? 1 + random.nextInt(4) : null);
    }

    private Target target() {
        Booking booking = made.get(hotel.back(made.size()));
        Target target = switch (random.nextInt(12)) {
            case 0 -> Target.of(hotel.id().booking());
            case 1 -> new Target(booking.id(), hotel.user(), null, null);
            case 2, 3 -> Target.of(booking.id());
            case 4 -> new Target(booking.id(), null, random.nextBoolean() ? "alpha" : "beta", null);
            case 5 -> Target.of(booking.id()).inVersion(1 + random.nextInt(2));
            default -> new Target(booking.id(), booking.userId(), null, null);
        };
        return random.nextInt(4) == 0 ? target.withKey(hotel.key()) : target;
    }
}
