package dev.lastroom.store.testkit.model;

import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.Command.Advance;
import dev.lastroom.engine.command.Command.Amend;
import dev.lastroom.engine.command.Command.Book;
import dev.lastroom.engine.command.Command.Cancel;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.command.Command.Extend;
import dev.lastroom.engine.command.Command.OpenNights;
import dev.lastroom.engine.command.Command.Reinstate;
import dev.lastroom.engine.command.Command.SaveProperty;
import dev.lastroom.engine.command.Command.SaveRoomType;
import dev.lastroom.engine.command.EntryTarget;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.CancelGroup;
import dev.lastroom.engine.command.GroupCommand.ConfirmGroup;
import dev.lastroom.engine.command.GroupCommand.OfGroup;
import dev.lastroom.engine.command.GroupTarget;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.command.WaitlistCommand;
import dev.lastroom.engine.inventory.Presentation;
import dev.lastroom.engine.inventory.Presentation.Image;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.CancellationPolicy.Step;
import dev.lastroom.engine.money.Charge;
import dev.lastroom.engine.money.DepositPolicy;
import dev.lastroom.engine.money.Terms;
import dev.lastroom.engine.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A long random history of a few small hotels, the same for the same seed. The hotels are so small that everything
 * collides. Time moves on, now and then by hours or weeks, so that keys grow old. Not thread-safe.
 */
public final class RandomRequests {

    private static final List<String> ZONES = List.of("Pacific/Auckland", "Europe/Lisbon", "America/Los_Angeles");
    private static final List<String> CURRENCIES = List.of("NZD", "EUR", "JPY");
    private static final String OTHER_CURRENCY = "CHF";
    private static final List<Transition> STEPS = List.of(
            Transition.CHECK_IN,
            Transition.UNDO_CHECK_IN,
            Transition.CHECK_OUT,
            Transition.COMPLETE,
            Transition.NO_SHOW_UP);
    private static final List<WaitlistStep> ANSWERS =
            List.of(WaitlistStep.ACCEPT, WaitlistStep.ACCEPT, WaitlistStep.DECLINE, WaitlistStep.LEAVE);
    private static final int KEYS = 150;

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
    private final @Nullable InstantSource clock;
    private final IdSource ids;
    private final List<Booking> made = new ArrayList<>();
    private final List<BookingGroup> groups = new ArrayList<>();
    private final List<WaitlistEntry> joined = new ArrayList<>();
    private final Set<EntryId> offered = new HashSet<>();
    private final RandomAllotments allotments;
    private final List<Request<?>> sent = new ArrayList<>();
    private Instant now;

    public RandomRequests(long seed) {
        this(seed, Size.WIDE, null);
    }

    /** Makes a history on a clock that other code moves. */
    public RandomRequests(long seed, Size size, @Nullable InstantSource clock) {
        this.random = new SplittableRandom(seed);
        this.ids = IdSource.seeded(seed);
        this.allotments = new RandomAllotments(random);
        this.size = size;
        this.clock = clock;
        this.now = clock == null ? Hotel.NOON : clock.instant();
    }

    /** Returns requests that set up all but one of the room types, so that a history soon has rooms to sell. */
    public List<Request<?>> setUp() {
        List<Request<?>> batch = new ArrayList<>();
        for (int i = 0; i < size.properties; i++) {
            batch.add(request(property(i)));
        }
        for (int i = 0; i < size.opened; i++) {
            batch.add(request(SaveRoomType.of(
                    "type-" + i, "property-" + i % size.properties, name(), 4, random.nextLong(50_000))));
            batch.add(request(
                    new OpenNights(new RoomTypeId("type-" + i), today(), today().plusDays(size.nights), null, null)));
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
        joined.clear();
        joined.addAll(entries);
        for (WaitlistEntry entry : entries) {
            if (entry.offeredAt() != null && offered.add(entry.id())) {
                made.add(bookings.apply(entry.id().offer()).orElseThrow());
            }
        }
    }

    /** Returns the time of the last request. */
    public Instant now() {
        return now;
    }

    /** Returns the next request. */
    public Request<?> next() {
        moveOn();
        if (random.nextInt(8) == 0 && !sent.isEmpty()) {
            Request<?> earlier = sent.get(back(sent.size()));
            return new Request<>(earlier.command(), again(earlier.caller()), now, ids.next(now, roomType()));
        }
        Request<?> request = request(command());
        if (request.claim() != null) {
            sent.add(request);
        }
        return request;
    }

    private Request<?> request(Command<?> command) {
        return new Request<>(command, caller(), now, ids.next(now, roomType()));
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
        return clock == null
                ? earlier
                : new Caller(
                        earlier.owner(),
                        earlier.requestId() + "-" + sent.size(),
                        earlier.clientAddress(),
                        earlier.userAgent());
    }

    private void moveOn() {
        if (clock != null) {
            now = clock.instant();
            return;
        }
        int dice = random.nextInt(400);
        now = now.plus(
                dice == 0
                        ? Duration.ofDays(31)
                        : dice < 4 ? Duration.ofHours(random.nextInt(30)) : Duration.ofMillis(random.nextInt(5_000)));
    }

    private Command<?> command() {
        int dice = random.nextInt(100);
        if (dice < 3) {
            int i = random.nextInt(size.properties);
            return random.nextInt(8) == 0
                    ? SaveProperty.of("property-" + i, name(), ZONES.get(i), OTHER_CURRENCY)
                    : property(i);
        }
        if (dice < 8) {
            int roomType = random.nextInt(size.roomTypes);
            // Now and then with the wrong property, or one that does not exist.
            int property = random.nextInt(12) == 0 ? random.nextInt(4) : roomType % size.properties;
            RoomType plain = SaveRoomType.of(
                            "type-" + roomType,
                            "property-" + property,
                            name(),
                            random.nextInt(5),
                            random.nextLong(50_000))
                    .roomType();
            return new SaveRoomType(plain.with(terms())
                    .with(presentation())
                    .withMaxOccupancy(random.nextBoolean() ? 1 + random.nextInt(3) : null));
        }
        if (dice < 16) {
            LocalDate from = day();
            return new OpenNights(
                    roomType(),
                    from,
                    from.plusDays(1 + random.nextInt(size.days)),
                    random.nextBoolean() ? random.nextInt(9) : null,
                    random.nextBoolean() ? random.nextLong(50_000) : null,
                    rules());
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
            return new CatchUp(roomType());
        }
        if (dice < 73 && !joined.isEmpty()) {
            WaitlistStep step = ANSWERS.get(random.nextInt(ANSWERS.size()));
            return new WaitlistCommand.Answer(answered(), step);
        }
        if (dice < 81) {
            return join();
        }
        if (dice < 86) {
            return allotments.command(
                    roomType(), day(), today(), ids.next(now, roomType()).allotment());
        }
        Book book = random.nextInt(3) == 0
                ? allotments.draw(user(), roomType(), day())
                : new Book(
                        user(),
                        new RoomStay(roomType(), Stay.of(day(), 1 + random.nextInt(5)), 1 + random.nextInt(2)),
                        null);
        if (random.nextInt(3) == 0) {
            book = book.heldFor(holdTime());
        }
        if (random.nextInt(6) == 0) {
            book = book.forGuests(1 + random.nextInt(3));
        }
        return random.nextBoolean() ? book : book.withKey("key-" + random.nextInt(KEYS));
    }

    private Terms terms() {
        return new Terms(
                random.nextBoolean() ? new DepositPolicy(charge(), 1 + random.nextInt(3)) : null,
                random.nextInt(3) > 0
                        ? new CancellationPolicy(List.of(
                                new Step(4 + random.nextInt(5), charge()), new Step(random.nextInt(4), charge())))
                        : null);
    }

    private Charge charge() {
        return random.nextBoolean()
                ? new Charge.Percent(1 + random.nextInt(100))
                : new Charge.Fixed(1 + random.nextLong(50_000));
    }

    private Presentation presentation() {
        return random.nextBoolean()
                ? Presentation.NONE
                : new Presentation(
                        List.of(
                                new Image("https://example.com/" + random.nextInt(9) + ".jpg", ""),
                                new Image("https://example.com/view.jpg", name())),
                        List.of(name(), "Wi-Fi"));
    }

    /** Returns rules that close some nights or restrict them; most are opened again soon. */
    private RulesChange rules() {
        return new RulesChange(
                random.nextInt(3) == 0 ? random.nextInt(3) : null,
                random.nextInt(3) == 0 ? random.nextInt(6) == 0 : null,
                random.nextInt(3) == 0 ? random.nextInt(4) == 0 : null,
                random.nextInt(3) == 0 ? random.nextInt(4) == 0 : null,
                random.nextInt(3) == 0 ? 1 + random.nextInt(2) : null,
                random.nextInt(3) == 0 ? 2 + random.nextInt(9) : null,
                random.nextInt(3) == 0 ? random.nextInt(2) : null,
                random.nextInt(3) == 0 ? 4 + random.nextInt(30) : null);
    }

    private BookGroup bookGroup() {
        List<RoomStay> items = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            RoomStay item = random.nextInt(4) == 0
                    ? allotments.item(roomType(), day().plusDays(1))
                    : new RoomStay(
                            roomType(), Stay.of(day().plusDays(1), 1 + random.nextInt(3)), 1 + random.nextInt(2));
            items.add(random.nextInt(6) == 0 ? item.forGuests(1 + random.nextInt(3)) : item);
        }
        BookGroup group = new BookGroup(user(), items, random.nextInt(3) == 0 ? holdTime() : null, null);
        return random.nextBoolean() ? group : group.withKey("key-" + random.nextInt(KEYS));
    }

    private OfGroup ofGroup() {
        BookingGroup group = groups.get(back(groups.size()));
        GroupTarget target = switch (random.nextInt(8)) {
            case 0 -> GroupTarget.of(ids.next(now, roomType()).group());
            case 1 -> new GroupTarget(group.id(), user(), null, null);
            case 2 -> new GroupTarget(group.id(), null, random.nextBoolean() ? "alpha" : "beta", null);
            default -> GroupTarget.of(group.id());
        };
        if (random.nextInt(4) == 0) {
            target = target.withKey("key-" + random.nextInt(KEYS));
        }
        return random.nextBoolean() ? new ConfirmGroup(target) : new CancelGroup(target);
    }

    private SaveProperty property(int i) {
        return new SaveProperty(new Property(
                new PropertyId("property-" + i),
                name(),
                ZoneId.of(ZONES.get(i)),
                Currency.getInstance(CURRENCIES.get(i)),
                LocalTime.of(6 * random.nextInt(3), 0)));
    }

    private Command<?> ofBooking() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new Advance(target(), Transition.CONFIRM);
            case 3, 4 -> new Advance(target(), STEPS.get(random.nextInt(STEPS.size())));
            case 5 ->
                offers().isEmpty() || random.nextInt(3) == 0
                        ? new Extend(target(), holdTime())
                        : new Extend(
                                Target.of(
                                        offers().get(back(offers().size())).id().offer()),
                                new HoldTime(Duration.ofMinutes(6)));
            case 6 -> new Reinstate(target(), random.nextBoolean() ? holdTime() : null);
            default -> amend();
        };
    }

    private Amend amend() {
        LocalDate start = random.nextInt(3) == 0 ? day() : null;
        LocalDate end = start != null
                ? start.plusDays(1 + random.nextInt(5))
                : random.nextInt(3) == 0 ? day().plusDays(1) : null;
        return new Amend(
                target(),
                random.nextInt(4) == 0 ? roomType() : null,
                start,
                end,
                random.nextInt(2) == 0 ? 1 + random.nextInt(3) : null,
                random.nextInt(5) == 0 ? 1 + random.nextInt(4) : null);
    }

    private Target target() {
        Booking booking = made.get(back(made.size()));
        Target target = switch (random.nextInt(12)) {
            case 0 -> Target.of(ids.next(now, roomType()).booking());
            case 1 -> new Target(booking.id(), user(), null, null);
            case 2, 3 -> Target.of(booking.id());
            case 4 -> new Target(booking.id(), null, random.nextBoolean() ? "alpha" : "beta", null);
            case 5 -> Target.of(booking.id()).inVersion(1 + random.nextInt(2));
            default -> new Target(booking.id(), booking.userId(), null, null);
        };
        return random.nextInt(4) == 0 ? target.withKey("key-" + random.nextInt(KEYS)) : target;
    }

    private WaitlistCommand.Join join() {
        WaitlistCommand.Join join = new WaitlistCommand.Join(
                user(),
                new RoomStay(
                        roomType(),
                        Stay.of(day(), 1 + random.nextInt(4)),
                        1 + random.nextInt(3),
                        random.nextInt(6) == 0 ? 1 + random.nextInt(4) : null,
                        null),
                random.nextInt(3) == 0 ? now.plusSeconds(random.nextInt(400) - 20L) : null,
                null);
        return random.nextBoolean() ? join : join.withKey("key-" + random.nextInt(KEYS));
    }

    private List<WaitlistEntry> offers() {
        return joined.stream()
                .filter(entry -> entry.status() == WaitlistStatus.OFFERED)
                .toList();
    }

    private EntryTarget answered() {
        List<WaitlistEntry> offers = offers();
        if (random.nextInt(6) == 0 && clock == null) {
            now = now.plus(Duration.ofMinutes(5));
        }
        List<WaitlistEntry> some = !offers.isEmpty() && random.nextInt(4) > 0 ? offers : joined;
        WaitlistEntry entry = some.get(back(some.size()));
        EntryTarget target = switch (random.nextInt(10)) {
            case 0 -> EntryTarget.of(ids.next(now, roomType()).entry());
            case 1 -> new EntryTarget(entry.id(), user(), null, null);
            case 2 -> new EntryTarget(entry.id(), null, random.nextBoolean() ? "alpha" : "beta", null);
            default -> new EntryTarget(entry.id(), entry.userId(), null, null);
        };
        return random.nextInt(4) == 0 ? target.withKey("key-" + random.nextInt(KEYS)) : target;
    }

    private HoldTime holdTime() {
        return new HoldTime(Duration.ofSeconds(1 + random.nextInt(200)));
    }

    /** Returns an index below {@code size}, mostly one of the last eight. */
    private int back(int size) {
        return size - 1 - random.nextInt(random.nextInt(4) == 0 ? size : Math.min(8, size));
    }

    private String name() {
        return "Name " + random.nextInt(100) + " é 房";
    }

    private UserId user() {
        return new UserId("user-" + random.nextInt(size.users));
    }

    private RoomTypeId roomType() {
        return new RoomTypeId("type-" + random.nextInt(size.roomTypes + (random.nextInt(30) == 0 ? 1 : 0)));
    }

    private LocalDate day() {
        return today().plusDays(random.nextInt(size.days) - 1L);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
