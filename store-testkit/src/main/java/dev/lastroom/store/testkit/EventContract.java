package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.NOON;
import static dev.lastroom.store.testkit.model.GrandHotel.PRICE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.atOnce;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.CancelGroup;
import dev.lastroom.engine.command.GroupTarget;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.event.EventOrder;
import dev.lastroom.engine.event.EventRecount;
import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import dev.lastroom.engine.inventory.Presentation;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log of events: its contents, who may see it, and that a follower misses nothing. */
@Timeout(120)
public abstract class EventContract {

    private static final int SERVERS = 2;
    private static final int CLIENTS = 6;
    private static final int BOOKINGS = 24;
    private static final EngineSettings SMALL_BATCHES =
            EngineSettings.DEFAULT.withQueue(1_000, 2).withLaneWaitMax(Duration.ofMinutes(1));

    private TestDatabase database;
    private final List<BookingEngine> servers = new ArrayList<>();

    @BeforeEach
    void open(TestDatabase fresh) {
        database = fresh;
        for (int i = 0; i < SERVERS; i++) {
            servers.add(GrandHotel.engine(database.open(), SMALL_BATCHES));
        }
        GrandHotel.open(servers.getFirst(), 1_000, 5);
    }

    @AfterEach
    void close() {
        servers.forEach(BookingEngine::close);
    }

    private Reads reads() {
        return servers.getFirst().read();
    }

    private static List<String> names(Stream<Recorded> events) {
        return events.map(recorded -> recorded.event().what().name()).toList();
    }

    @Test
    void givesTheStatesBeforeAndAfterTheActorAndTheRequest() throws Exception {
        Caller ann = new Caller("agency", "request-1", null, null);
        Caller clerk = new Caller("desk", "request-2", null, null);
        Booking made = booking(servers.getFirst().submit(book("ann", 0, 2, 1), ann));
        Booking cancelled =
                servers.get(1).submit(new Cancel(made.id(), null), clerk).orElseThrow();

        database.awaitEvents();
        EventPage page = reads().events(EventId.START, null, 100);
        assertThat(names(page.events().stream()))
                .containsExactly(
                        "property.saved",
                        "room_type.saved",
                        "inventory.changed",
                        "booking.booked",
                        "booking.cancelled");
        assertThat(page.events().stream().map(Recorded::event).skip(3))
                .containsExactly(
                        new Event(new BookingEvent(BookingEvent.Type.BOOKED, null, made), NOON, "agency", "request-1"),
                        new Event(
                                new BookingEvent(BookingEvent.Type.CANCELLED, made, cancelled),
                                NOON,
                                "desk",
                                "request-2"));
        assertThat(page.hasMore()).isFalse();
        assertThat(page.next()).isEqualTo(page.events().getLast().id()).isEqualTo(reads().lastEvent());
    }

    @Test
    void anOwnerSeesTheEventsOfItsBookingsWhoeverCausedThem() throws Exception {
        Booking mine = booking(servers.getFirst().submit(book("ann", 0, 2, 1), new Caller("agency", "1", null, null)));
        booking(servers.getFirst().submit(book("bob", 0, 2, 1), new Caller("other", "2", null, null)));
        servers.getFirst().submit(new Cancel(mine.id(), null), new Caller("desk", "3", null, null));

        database.awaitEvents();
        EventPage page = reads().events(EventId.START, "agency", 1);
        assertThat(names(page.events().stream())).containsExactly("booking.booked");
        assertThat(page.hasMore()).isTrue();
        EventPage rest = reads().events(page.next(), "agency", 1);
        assertThat(names(rest.events().stream())).containsExactly("booking.cancelled");
        assertThat(reads().events(EventId.START, "nobody", 1))
                .isEqualTo(new EventPage(List.of(), reads().lastEvent(), false));
    }

    @Test
    void aReaderFromTheEndSeesOnlyLaterEvents() throws Exception {
        database.awaitEvents();
        EventId end = reads().lastEvent();
        assertThat(reads().events(end, null, 10)).isEqualTo(new EventPage(List.of(), end, false));
        booking(servers.get(1).submit(book("ann", 0, 2, 1)));
        database.awaitEvents();
        assertThat(names(reads().events(end, null, 10).events().stream())).containsExactly("booking.booked");
    }

    /** Room types with as many long picture addresses as allowed, so that few events fill a megabyte. */
    @Test
    void aPageEndsWhenItHasTooMuchTextAndTheNextGoesOnThere() throws Exception {
        int saved = 20;
        for (int i = 0; i < saved; i++) {
            String url = "https://example.com/" + "%02d".formatted(i) + "x".repeat(1_900);
            Presentation pictures = new Presentation(
                    Collections.nCopies(Presentation.IMAGES_MAX, new Presentation.Image(url, "")), List.of());
            RoomType changed = reads().roomType(DELUXE).orElseThrow().with(pictures);
            servers.getFirst().submit(new SaveRoomType(changed));
        }
        database.awaitEvents();

        List<Recorded> all = new ArrayList<>();
        int pages = 0;
        EventPage page = new EventPage(List.of(), EventId.START, true);
        while (page.hasMore()) {
            page = reads().events(page.next(), null, EventPage.LIMIT_MAX);
            assertThat(page.events()).hasSizeLessThan(saved);
            all.addAll(page.events());
            pages++;
        }

        assertThat(pages).isEqualTo(2);
        assertThat(names(all.stream())).filteredOn("room_type.saved"::equals).hasSize(saved + 1);
        assertThat(all).extracting(Recorded::id).isSorted().doesNotHaveDuplicates();
    }

    /** Clients book and cancel on two servers while followers read the log in pages of three. */
    @Test
    void aFollowerMissesNothingAndSeesNothingTwice() throws Exception {
        AtomicInteger booking = new AtomicInteger(CLIENTS);
        List<List<EventId>> seen = atOnce(
                CLIENTS + SERVERS,
                i -> i < SERVERS ? () -> follow(servers.get(i).read(), booking) : client(i, booking));

        List<EventId> all = follow(reads(), new AtomicInteger());
        assertThat(all).isSorted().doesNotHaveDuplicates().hasSize(3 + CLIENTS * BOOKINGS * 3 / 2);
        assertThat(seen.subList(0, SERVERS)).allMatch(all::equals);
        assertThat(reads().integrityFromEvents()).matches(EventRecount.Report::consistent);
    }

    private Callable<List<EventId>> client(int i, AtomicInteger booking) {
        return () -> {
            try {
                for (int n = 0; n < BOOKINGS; n++) {
                    BookingEngine server = servers.get((i + n) % SERVERS);
                    Booking made =
                            booking(server.submit(book("user-" + i, n % 3, 2, 1).withKey(i + "-" + n)));
                    if (n % 2 == 0) {
                        assertThat(server.submit(new Cancel(made.id(), null))).isNotInstanceOf(Failed.class);
                    }
                }
            } finally {
                booking.decrementAndGet();
            }
            return List.of();
        };
    }

    /** Returns the ids of all events in reading order. */
    private List<EventId> follow(Reads reads, AtomicInteger booking) throws SQLException {
        List<EventId> ids = new ArrayList<>();
        EventId after = EventId.START;
        while (true) {
            boolean ended = booking.get() == 0;
            if (ended) {
                database.awaitEvents();
            }
            EventPage page = reads.events(after, null, 3);
            page.events().forEach(recorded -> ids.add(recorded.id()));
            after = page.next();
            if (ended && page.events().isEmpty()) {
                return ids;
            }
        }
    }

    /**
     * Groups, their items, nights, waits and an allotment change at once on two servers. Each event's state before is
     * the previous event's state after.
     */
    @Test
    void eachEventStartsFromTheStateOfTheOneBefore() throws Exception {
        Allotment allotment = servers.getFirst()
                .submit(new CreateAllotment(null, DELUXE, "Fair", Stay.of(TODAY, 5), 500, Release.NONE, null))
                .orElseThrow()
                .allotment();
        atOnce(CLIENTS, i -> () -> {
            for (int n = 0; n < BOOKINGS / 2; n++) {
                changeAtRandom(i, n, allotment.id());
            }
            return null;
        });

        database.awaitEvents();
        EventOrder order = new EventOrder();
        List<Recorded> log = reads().events(EventId.START, null, 1_000).events();
        log.forEach(recorded -> order.event(recorded.id(), recorded.event().what()));
        assertThat(log).hasSizeGreaterThan(CLIENTS * BOOKINGS);
        assertThat(order.breaks()).isEmpty();
        assertThat(reads().integrityFromEvents()).matches(EventRecount.Report::consistent);
    }

    /** Changes one group from two servers at the same time, over nights that other clients change too. */
    private void changeAtRandom(int client, int n, AllotmentId allotment) throws Exception {
        BookingEngine server = servers.get(client % SERVERS);
        List<RoomStay> items = IntStream.of(0, 2, 4)
                .mapToObj(day -> new RoomStay(DELUXE, Stay.of(TODAY.plusDays(day), 1), 1))
                .toList();
        BookingGroup group = server.submit(
                        new BookGroup(new UserId("user-" + client), items, new HoldTime(Duration.ofMinutes(15)), null))
                .orElseThrow();
        atOnce(SERVERS, i -> () -> switch (i) {
            case 0 -> servers.getFirst().submit(new CancelGroup(GroupTarget.of(group.id())));
            default -> {
                Booking item = group.bookings().get(n % 3);
                servers.get(1).submit(new Advance(Target.of(item.id()), Transition.CONFIRM));
                servers.get(1)
                        .submit(new Book(
                                new UserId("user-" + client),
                                new RoomStay(DELUXE, Stay.of(TODAY.plusDays(n % 5), 1), 1).of(allotment),
                                null));
                yield servers.get(1)
                        .submit(new OpenNights(
                                DELUXE, TODAY, TODAY.plusDays(1 + n % 5), null, PRICE + client * 100L + n));
            }
        });
    }

    @Test
    void anEventInTheWrongPlaceIsDetected() throws Exception {
        Booking made = booking(servers.getFirst().submit(book("ann", 0, 2, 3)));
        servers.getFirst().submit(new Cancel(made.id(), null));
        database.awaitEvents();
        List<Recorded> two =
                reads().events(EventId.START, null, 10).events().reversed().subList(0, 2);
        long last = two.getFirst().id().batch();
        long before = two.getLast().id().batch();
        database.execute(
                database.renumber(last, last + 1_000),
                database.renumber(before, last),
                database.renumber(last + 1_000, before));

        String booking = "booking " + made.id();
        assertThat(reads().integrityFromEvents().breaks())
                .containsExactly(
                        new EventOrder.Break(new EventId(before, 1), booking, null, "version 1, PROVISIONAL"),
                        new EventOrder.Break(new EventId(last, 1), booking, "version 2, CANCELLED", null));
    }

    @Test
    void aCountThatTheEventsDoNotExplainIsDetected() throws Exception {
        booking(servers.getFirst().submit(book("ann", 0, 2, 3)));
        assertThat(reads().integrityFromEvents())
                .isEqualTo(new EventRecount.Report(4, 5, List.of(), List.of(), List.of()));
        database.execute(
                "UPDATE night SET booked = 1 WHERE stay_date = '" + TODAY + "'",
                "UPDATE night SET total = 1001 WHERE stay_date = '" + TODAY.plusDays(4) + "'");
        assertThat(reads().integrityFromEvents())
                .isEqualTo(new EventRecount.Report(
                        4,
                        5,
                        List.of(new Drift(DELUXE, TODAY, 3, 1)),
                        List.of(new Drift(DELUXE, TODAY.plusDays(4), 1_000, 1_001)),
                        List.of()));
    }
}
