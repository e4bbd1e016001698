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
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
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
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A snapshot of a property and the changes after it are a later snapshot. */
public abstract class AriContract {

    private static final PropertyId GRAND = new PropertyId(PROPERTY);
    private static final LocalDate FROM = TODAY.minusDays(30);
    private static final LocalDate TO = TODAY.plusDays(60);
    private static final int HISTORIES = 3;

    static LongStream seeds() {
        return RandomHistory.seeds().limit(HISTORIES);
    }

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
                more = follow(random.nextInt(1, 8)).hasMore();
            }
        }
    }

    /**
     * Judged at a time when nothing has lapsed, the nights are as they are recorded, and the log must explain them all.
     */
    @ParameterizedTest(name = "-Dlastroom.seed={0}")
    @MethodSource("seeds")
    void aSnapshotAndItsChangesAreALaterSnapshot(long seed, TestDatabase database) throws Exception {
        SplittableRandom random = new SplittableRandom(~seed);
        try (ModelStore model = new ModelStore();
                Store store = database.open()) {
            Ari ari = new Ari(store.reads(), () -> Instant.EPOCH);
            Map<PropertyId, Mirror> mirrors = new HashMap<>();
            Instant _ = RandomHistory.play(seed, model, (batch, outcomes) -> {
                assertThat(store.apply(batch, RandomHistory.DECISION, LockWait.FULL)
                                .outcomes())
                        .isEqualTo(outcomes);
                database.awaitEvents();
                for (Property property : AllPages.all(store.reads()::properties)) {
                    Mirror mirror = mirrors.computeIfAbsent(property.id(), id -> new Mirror(ari, id));
                    if (random.nextInt(4) == 0) {
                        mirror.followToTheEnd(random);
                        assertThat(mirror.nights).isEqualTo(new Mirror(ari, property.id()).nights);
                    }
                }
            });
            assertThat(mirrors.values()).anyMatch(mirror -> !mirror.nights.isEmpty());
        }
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

            Map<NightKey, Offering> fresh = new Mirror(ari, GRAND).nights;
            assertThat(whole.nights).isEqualTo(fresh);
            assertThat(skips.position).isEqualTo(whole.position);
            assertThat(skips.nights).isNotEqualTo(fresh);
        }
    }

    /** A hold that lapses is free in a snapshot at once, and in the changes once that is recorded. */
    @Test
    void aHoldThatLapsesComesWithItsEvent(TestDatabase database) throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        NightKey held = new NightKey(DELUXE, TODAY.plusDays(1));
        try (BookingEngine engine = GrandHotel.engine(database.open(), now::get)) {
            open(engine);
            HoldTime time = new HoldTime(Duration.ofMinutes(15));
            booking(engine.submit(book("ann", 1, 1, 1).heldFor(time)));
            database.awaitEvents();
            Ari ari = new Ari(engine.read(), engine::now);
            Mirror mirror = new Mirror(ari, GRAND);
            assertThat(mirror.nights).containsEntry(held, deluxe(1, 2, 2));

            now.set(NOON.plus(time.length()));
            assertThat(new Mirror(ari, GRAND).nights).containsEntry(held, deluxe(1, 2, 3));
            booking(engine.submit(book("ben", 5, 1, 1)));
            database.awaitEvents();
            mirror.follow(Ari.EVENTS_MAX);
            assertThat(mirror.nights).containsEntry(held, deluxe(1, 2, 3));
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
