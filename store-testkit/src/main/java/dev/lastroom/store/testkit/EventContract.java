package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.Hotel.DELUXE;
import static dev.lastroom.store.testkit.Hotel.NOON;
import static dev.lastroom.store.testkit.Hotel.TODAY;
import static dev.lastroom.store.testkit.Hotel.atOnce;
import static dev.lastroom.store.testkit.Hotel.book;
import static dev.lastroom.store.testkit.Hotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.EngineSettings;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingEvent;
import dev.lastroom.engine.booking.Caller;
import dev.lastroom.engine.booking.Command.Cancel;
import dev.lastroom.engine.booking.Event;
import dev.lastroom.engine.booking.EventId;
import dev.lastroom.engine.booking.EventRecount;
import dev.lastroom.engine.booking.Outcome.Cancelled;
import dev.lastroom.engine.booking.Outcome.Failed;
import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.store.Reads;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log of events: what is in it, who may see it, and that a reader who follows it misses nothing. */
@Timeout(120)
public abstract class EventContract {

    private static final int SERVERS = 2;
    private static final int CLIENTS = 6;
    private static final int BOOKINGS = 24;
    private static final EngineSettings SMALL_BATCHES =
            EngineSettings.DEFAULT.withQueue(1_000, 2).withLaneWaitMax(Duration.ofMinutes(1));

    protected TestDatabase database;
    private final List<BookingEngine> servers = new ArrayList<>();

    /** Opens a fresh database. */
    protected abstract TestDatabase database();

    @BeforeEach
    void open() {
        database = database();
        for (int i = 0; i < SERVERS; i++) {
            servers.add(Hotel.engine(database.open(), SMALL_BATCHES));
        }
        Hotel.open(servers.getFirst(), 1_000, 5);
    }

    @AfterEach
    void close() {
        servers.forEach(BookingEngine::close);
        database.close();
    }

    private Reads reads() {
        return servers.getFirst().read();
    }

    private static List<String> names(Stream<Recorded> events) {
        return events.map(recorded -> recorded.event().what().name()).toList();
    }

    @Test
    void tellsWhatWasAndWhatIsWhoDidItAndInWhichRequest() throws Exception {
        Caller ann = new Caller("agency", "request-1", null, null);
        Caller clerk = new Caller("desk", "request-2", null, null);
        Booking made = booking(servers.getFirst().submit(book("ann", 0, 2, 1), ann));
        Cancelled cancelled = (Cancelled) servers.get(1).submit(new Cancel(made.id(), null), clerk);

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
                                new BookingEvent(BookingEvent.Type.CANCELLED, made, cancelled.booking()),
                                NOON,
                                "desk",
                                "request-2"));
        assertThat(page.hasMore()).isFalse();
        assertThat(page.next()).isEqualTo(page.events().getLast().id()).isEqualTo(reads().lastEvent());
    }

    @Test
    void anOwnerSeesTheEventsOfItsBookingsWhoeverBroughtThemAbout() throws Exception {
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
    void whoReadsOnFromTheEndSeesOnlyWhatHappensFromThenOn() throws Exception {
        database.awaitEvents();
        EventId end = reads().lastEvent();
        assertThat(reads().events(end, null, 10)).isEqualTo(new EventPage(List.of(), end, false));
        booking(servers.get(1).submit(book("ann", 0, 2, 1)));
        database.awaitEvents();
        assertThat(names(reads().events(end, null, 10).events().stream())).containsExactly("booking.booked");
    }

    /** Clients book and cancel on two servers while others follow the log, in pages of three. */
    @Test
    void whoFollowsMissesNothingAndSeesNothingTwice() throws Exception {
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

    /** The ids of all events, in the order in which they are read. */
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

    @Test
    void aCountThatTheEventsDoNotExplainIsFound() throws Exception {
        booking(servers.getFirst().submit(book("ann", 0, 2, 3)));
        assertThat(reads().integrityFromEvents()).isEqualTo(new EventRecount.Report(4, 5, List.of(), List.of()));
        database.execute(
                "UPDATE night SET booked = 1 WHERE stay_date = '" + TODAY + "'",
                "UPDATE night SET total = 1001 WHERE stay_date = '" + TODAY.plusDays(4) + "'");
        assertThat(reads().integrityFromEvents())
                .isEqualTo(new EventRecount.Report(
                        4,
                        5,
                        List.of(new Drift(DELUXE, TODAY, 3, 1)),
                        List.of(new Drift(DELUXE, TODAY.plusDays(4), 1_000, 1_001))));
    }
}
