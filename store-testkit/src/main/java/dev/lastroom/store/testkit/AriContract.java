package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.NOON;
import static dev.lastroom.store.testkit.model.GrandHotel.PRICE;
import static dev.lastroom.store.testkit.model.GrandHotel.PROPERTY;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.command.AllotmentCommand.ChangeAllotment;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.feed.Ari;
import dev.lastroom.engine.feed.Offering;
import dev.lastroom.engine.feed.SnapshotCursor;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.AllPages;
import dev.lastroom.store.testkit.model.GrandHotel;
import dev.lastroom.store.testkit.model.ModelStore;
import dev.lastroom.store.testkit.model.RandomHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A snapshot of a property and the changes after it are a later snapshot. */
public abstract class AriContract {

    private static final PropertyId GRAND = new PropertyId(PROPERTY);
    private static final LocalDate FROM = TODAY.minusDays(30);
    private static final LocalDate TO = TODAY.plusDays(60);
    /** Of so many batches of a history, mirrors are compared after one. */
    private static final int COMPARED_EVERY = 12;

    private static final HoldTime QUARTER = new HoldTime(Duration.ofMinutes(15));
    private static final Release TOMORROW = new Release(TODAY.plusDays(1), null);

    /** A reader's copy of a property, night by night. */
    private static final class Mirror {
        private final Ari ari;
        private final PropertyId property;
        private final Map<NightKey, Offering> nights = new TreeMap<>();
        private EventId position;

        /** Takes a snapshot, one room type a page. */
        Mirror(Ari ari, PropertyId property) {
            this.ari = ari;
            this.property = property;
            SnapshotCursor cursor = null;
            do {
                Ari.Snapshot page = ari.snapshot(property, FROM, TO, cursor, 1);
                page.nights().forEach(this::set);
                position = page.position();
                cursor = page.next();
            } while (cursor != null);
        }

        private void set(Offering offering) {
            // Changes are of any night, also of those that the snapshot was not asked for.
            offering.from().datesUntil(offering.to()).filter(Mirror::isMirrored).forEach(date -> {
                Offering one = new Offering(
                        offering.roomTypeId(),
                        date,
                        date.plusDays(1),
                        offering.available(),
                        offering.price(),
                        offering.rules());
                nights.put(new NightKey(offering.roomTypeId(), date), one);
            });
        }

        private static boolean isMirrored(LocalDate date) {
            return !date.isBefore(FROM) && date.isBefore(TO);
        }

        /** Reads one page of changes. */
        Ari.Changes follow(int eventsMax) {
            Ari.Changes page = ari.changes(property, position, eventsMax);
            page.nights().forEach(this::set);
            position = page.position();
            return page;
        }

        void followToTheEnd(SplittableRandom random) {
            boolean more = true;
            while (more) {
                more = follow(random.nextInt(1, 40)).hasMore();
            }
        }

        void isAsFresh() {
            assertThat(nights).isEqualTo(new Mirror(ari, property).nights);
        }
    }

    /**
     * Two readers mirror each property. One judges the nights at a time when nothing has lapsed: the log must explain
     * them all. The other has the time of the history, and once what has lapsed or fallen due is recorded, it must have
     * that, too.
     */
    @Test
    void aSnapshotAndItsChangesAreALaterSnapshot(TestDatabase database) throws Exception {
        long seed = Long.getLong("lastroom.seed", new SplittableRandom().nextLong());
        System.out.println("aSnapshotAndItsChangesAreALaterSnapshot: -Dlastroom.seed=" + seed);
        SplittableRandom random = new SplittableRandom(~seed);
        try (ModelStore model = new ModelStore();
                Store store = database.open()) {
            AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
            Ari recorded = new Ari(store.reads(), () -> Instant.EPOCH);
            Ari timely = new Ari(store.reads(), now::get);
            Map<PropertyId, Mirror> ofRecords = new HashMap<>();
            Map<PropertyId, Mirror> inTime = new HashMap<>();
            Instant end = RandomHistory.play(seed, model, (batch, outcomes) -> {
                assertThat(store.apply(batch, RandomHistory.DECISION, LockWait.FULL)
                                .outcomes())
                        .isEqualTo(outcomes);
                if (ofRecords.isEmpty() || random.nextInt(COMPARED_EVERY) == 0) {
                    database.awaitEvents();
                    now.set(batch.getLast().at());
                    for (Property property : AllPages.all(page -> store.reads().properties(null, page))) {
                        Mirror mirror = ofRecords.computeIfAbsent(property.id(), id -> new Mirror(recorded, id));
                        mirror.followToTheEnd(random);
                        mirror.isAsFresh();
                        inTime.computeIfAbsent(property.id(), id -> new Mirror(timely, id))
                                .followToTheEnd(random);
                    }
                }
            });
            now.set(end);
            catchUp(store, end, inTime.keySet());
            database.awaitEvents();
            Stream.of(ofRecords, inTime).flatMap(all -> all.values().stream()).forEach(mirror -> {
                mirror.followToTheEnd(random);
                mirror.isAsFresh();
            });
            assertThat(inTime.values()).anyMatch(mirror -> !mirror.nights.isEmpty());
        }
    }

    /** Records all that has lapsed or fallen due, as a sweeper does. */
    private static void catchUp(Store store, Instant now, Set<PropertyId> properties) {
        List<Request<?>> batch = properties.stream()
                .flatMap(property -> AllPages.all(page -> store.reads().roomTypes(property, page)).stream())
                .<Request<?>>map(roomType -> new Request<>(
                        new CatchUp(roomType.id()), Caller.embedded("sweeper"), now, NewId.of(now, roomType.id(), 1)))
                .toList();
        assertThat(store.apply(batch, RandomHistory.DECISION, LockWait.FULL).outcomes())
                .allMatch(Done.class::isInstance);
    }

    private static void open(BookingEngine engine) {
        GrandHotel.open(engine, 3, 10);
        engine.submit(SaveRoomType.of("suite", PROPERTY, "Suite", 2, PRICE)).orElseThrow();
        engine.submit(new OpenNights(new RoomTypeId("suite"), TODAY, TODAY.plusDays(10), null, null))
                .orElseThrow();
    }

    private static Offering deluxe(int day, int to, int available) {
        return new Offering(DELUXE, TODAY.plusDays(day), TODAY.plusDays(to), available, PRICE, NightRules.NONE);
    }

    @Test
    void equalNeighboursAreOneRangeAndOnlyWhatChangedIsRead(TestDatabase database) throws Exception {
        try (BookingEngine engine = GrandHotel.engine(database.open())) {
            open(engine);
            database.awaitEvents();
            Ari ari = new Ari(engine.read(), engine::now);
            Ari.Snapshot snapshot = ari.snapshot(GRAND, FROM, TO, null, 50);
            assertThat(snapshot.nights()).hasSize(2).contains(deluxe(0, 10, 3));
            assertThat(snapshot.next()).isNull();

            Booking ann = booking(engine.submit(book("ann", 1, 2, 1)));
            booking(engine.submit(book("ben", 2, 2, 1)));
            database.awaitEvents();
            Ari.Changes changes = ari.changes(GRAND, snapshot.position(), Ari.EVENTS_MAX);
            assertThat(changes.nights()).containsExactly(deluxe(1, 2, 2), deluxe(2, 3, 1), deluxe(3, 4, 2));

            engine.submit(new Advance(Target.of(ann.id()), Transition.CONFIRM)).orElseThrow();
            database.awaitEvents();
            Ari.Changes none = ari.changes(GRAND, changes.position(), Ari.EVENTS_MAX);
            assertThat(none.nights()).as("a step that takes and frees nothing").isEmpty();
            assertThat(none.position()).isGreaterThan(changes.position());
            assertThat(ari.changes(new PropertyId("other"), snapshot.position(), Ari.EVENTS_MAX))
                    .isEqualTo(new Ari.Changes(List.of(), none.position(), false));
        }
    }

    /** What a mirror lacks that passes over one page, the comparison finds. */
    @Test
    void negativeControlAPageThatIsSkippedIsFoundOut(TestDatabase database) throws Exception {
        try (BookingEngine engine = GrandHotel.engine(database.open())) {
            open(engine);
            database.awaitEvents();
            Ari ari = new Ari(engine.read(), engine::now);
            Mirror whole = new Mirror(ari, GRAND);
            Mirror skips = new Mirror(ari, GRAND);
            booking(engine.submit(book("ann", 1, 1, 1)));
            booking(engine.submit(book("ben", 3, 1, 1)));
            database.awaitEvents();

            whole.follow(1);
            whole.follow(1);
            skips.position = ari.changes(GRAND, skips.position, 1).position();
            skips.follow(1);

            whole.isAsFresh();
            assertThat(skips.position).isEqualTo(whole.position);
            assertThat(skips.nights).isNotEqualTo(whole.nights);
        }
    }

    /** The negative control: a mirror that goes on from the end of the log after the last page lacks the booking. */
    @Test
    void whatChangesBetweenThePagesOfASnapshotIsAmongTheChanges(TestDatabase database) throws Exception {
        try (BookingEngine engine = GrandHotel.engine(database.open())) {
            open(engine);
            database.awaitEvents();
            Ari ari = new Ari(engine.read(), engine::now);
            Ari.Snapshot first = ari.snapshot(GRAND, FROM, TO, null, 1);
            assertThat(first.nights()).containsExactly(deluxe(0, 10, 3));
            booking(engine.submit(book("ann", 1, 1, 1)));
            database.awaitEvents();
            Ari.Snapshot last = ari.snapshot(GRAND, FROM, TO, first.next(), 1);
            assertThat(last.next()).isNull();

            assertThat(ari.changes(GRAND, last.position(), Ari.EVENTS_MAX).nights())
                    .containsExactly(deluxe(1, 2, 2));
            assertThat(ari.changes(GRAND, engine.read().lastEvent(), Ari.EVENTS_MAX)
                            .nights())
                    .isEmpty();
        }
    }

    private static Allotment setAside(BookingEngine engine, int day, Release release) {
        return engine.submit(
                        new CreateAllotment(null, DELUXE, "Fair", Stay.of(TODAY.plusDays(day), 1), 2, release, null))
                .orElseThrow()
                .allotment();
    }

    private static Booking hold(BookingEngine engine, int day) {
        return booking(engine.submit(book("ann", day, 1, 1).heldFor(QUARTER)));
    }

    /** Free in a snapshot at once, and in the changes once that is recorded; a new day alone changes no night. */
    @Test
    void whatComesFreeByItselfComesWithItsEvent(TestDatabase database) throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        try (BookingEngine engine = GrandHotel.engine(database.open(), now::get)) {
            open(engine);
            hold(engine, 3);
            Allotment _ = setAside(engine, 5, TOMORROW);
            database.awaitEvents();
            Ari ari = new Ari(engine.read(), engine::now);
            Mirror mirror = new Mirror(ari, GRAND);
            assertThat(mirror.nights)
                    .containsEntry(new NightKey(DELUXE, TODAY.plusDays(3)), deluxe(3, 4, 2))
                    .containsEntry(new NightKey(DELUXE, TODAY.plusDays(5)), deluxe(5, 6, 1));

            now.set(NOON.plus(Duration.ofDays(1)));
            assertThat(ari.snapshot(GRAND, FROM, TO, null, 1).nights()).containsExactly(deluxe(0, 10, 3));
            engine.submit(new CatchUp(DELUXE)).orElseThrow();
            database.awaitEvents();
            mirror.follow(Ari.EVENTS_MAX);
            mirror.isAsFresh();
        }
    }

    /**
     * A step is decided in time and commits late. Until then a reader, whose time is later, sees as free what the step
     * keeps, although the step changes no count of rooms.
     */
    @Test
    void whatIsKeptInTheLastMomentIsTakenAgain(TestDatabase database) throws Exception {
        try (BookingEngine engine = GrandHotel.engine(database.open())) {
            open(engine);
            Booking ann = hold(engine, 3);
            Allotment fair = setAside(engine, 5, TOMORROW);
            database.awaitEvents();
            Mirror later = new Mirror(new Ari(engine.read(), () -> NOON.plus(Duration.ofDays(1))), GRAND);
            assertThat(later.nights.get(new NightKey(DELUXE, TODAY.plusDays(3))))
                    .isEqualTo(deluxe(3, 4, 3));

            engine.submit(new Advance(Target.of(ann.id()), Transition.CONFIRM)).orElseThrow();
            engine.submit(new ChangeAllotment(fair.id(), null, null, null, null, new Release(TODAY.plusDays(3), null)))
                    .orElseThrow();
            database.awaitEvents();
            later.follow(Ari.EVENTS_MAX);
            later.isAsFresh();
            assertThat(later.nights)
                    .containsEntry(new NightKey(DELUXE, TODAY.plusDays(3)), deluxe(3, 4, 2))
                    .containsEntry(new NightKey(DELUXE, TODAY.plusDays(5)), deluxe(5, 6, 1));
        }
    }

    @Test
    void changesAreOfOnePropertyOrOfAll(TestDatabase database) throws Exception {
        try (BookingEngine engine = GrandHotel.engine(database.open())) {
            open(engine);
            engine.submit(SaveProperty.of("annex", "Annex", "Europe/Lisbon", "EUR"))
                    .orElseThrow();
            engine.submit(SaveRoomType.of("loft", "annex", "Loft", 1, PRICE)).orElseThrow();
            database.awaitEvents();
            Ari ari = new Ari(engine.read(), engine::now);
            EventId start = engine.read().lastEvent();
            booking(engine.submit(book("ann", 1, 1, 1)));
            engine.submit(new OpenNights(new RoomTypeId("loft"), TODAY, TODAY.plusDays(1), null, null))
                    .orElseThrow();
            database.awaitEvents();

            List<Offering> grand = ari.changes(GRAND, start, Ari.EVENTS_MAX).nights();
            List<Offering> annex =
                    ari.changes(new PropertyId("annex"), start, Ari.EVENTS_MAX).nights();
            assertThat(grand).containsExactly(deluxe(1, 2, 2));
            assertThat(annex).extracting(Offering::roomTypeId).containsExactly(new RoomTypeId("loft"));
            assertThat(ari.changes(null, start, Ari.EVENTS_MAX).nights())
                    .isEqualTo(Stream.concat(grand.stream(), annex.stream()).toList());
        }
    }

    /** A page ends with the event at which it has enough nights, and the next goes on there. */
    @Test
    void aPageOfChangesHasAnEnd(TestDatabase database) throws Exception {
        try (BookingEngine engine = GrandHotel.engine(database.open())) {
            open(engine);
            database.awaitEvents();
            Ari ari = new Ari(engine.read(), engine::now);
            EventId start = engine.read().lastEvent();
            int far = OpenNights.NIGHTS_MAX;
            for (int i = 0; i < 4; i++) {
                LocalDate from = TODAY.plusDays(10 + (long) i * far);
                engine.submit(new OpenNights(DELUXE, from, from.plusDays(far), null, PRICE + i))
                        .orElseThrow();
            }
            database.awaitEvents();
            Ari.Changes first = ari.changes(GRAND, start, Ari.EVENTS_MAX);
            assertThat(first.hasMore()).isTrue();
            assertThat(first.nights()).hasSize(Math.ceilDiv(Ari.NIGHTS_MAX, far));
            Ari.Changes rest = ari.changes(GRAND, first.position(), Ari.EVENTS_MAX);
            assertThat(rest.hasMore()).isFalse();
            assertThat(rest.nights()).hasSize(1);
        }
    }
}
