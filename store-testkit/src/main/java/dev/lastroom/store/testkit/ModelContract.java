package dev.lastroom.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.event.EventRecount;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.store.AllotmentFilter;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.WaitlistReads;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.AllPages;
import dev.lastroom.store.testkit.model.ModelStore;
import dev.lastroom.store.testkit.model.RandomHistory;
import dev.lastroom.store.testkit.model.RandomRequests;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Long random histories give the same outcomes, and leave the same state, as the in-memory model. The seeds are new in
 * every run and part of the test's name; {@code -Dlastroom.seed=N} repeats one.
 */
public abstract class ModelContract {

    static LongStream seeds() {
        Long given = Long.getLong("lastroom.seed");
        return given != null ? LongStream.of(given) : RandomHistory.seeds();
    }

    @ParameterizedTest(name = "-Dlastroom.seed={0}")
    @MethodSource("seeds")
    void equalsTheModelInEveryOutcomeAndInTheFinalState(long seed, TestDatabase database) throws Exception {
        System.out.println("ModelContract: -Dlastroom.seed=" + seed);
        SplittableRandom random = new SplittableRandom(~seed);
        try (ModelStore model = new ModelStore()) {
            Store[] store = {database.open()};
            Instant now = RandomHistory.play(seed, model, (batch, expected) -> {
                List<Outcome<?>> actual = store[0].apply(batch, RandomHistory.DECISION, LockWait.FULL)
                        .outcomes();
                assertThat(actual).isEqualTo(expected);
                offersAreHolds(model.reads());
                if (random.nextInt(40) == 0) {
                    sweepBoth(model, store[0], batch.getLast().at());
                }
                if (random.nextInt(100) == 0) {
                    store[0].close();
                    store[0] = database.open();
                }
            });
            sameReads(model, store[0], now);
            database.awaitEvents();
            sameEvents(model, store[0]);
            sameRepairs(model, store[0], now);
            store[0].close();
        }
    }

    /**
     * Checks that an entry was offered rooms if and only if it has a booking of its own, and that the rooms are held
     * while the offer lasts.
     */
    private static void offersAreHolds(Reads reads) {
        for (WaitlistEntry entry : RandomHistory.entries(reads)) {
            Optional<Booking> offer = reads.booking(entry.id().offer());
            assertThat(offer.isPresent()).as("%s", entry).isEqualTo(entry.offeredAt() != null);
            if (entry.status() == WaitlistStatus.OFFERED) {
                assertThat(offer.orElseThrow()).as("%s", entry).matches(Booking::isHold);
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        RandomRequests one = new RandomRequests(7);
        RandomRequests two = new RandomRequests(7);
        for (int i = 0; i < 100; i++) {
            assertThat(one.nextBatch()).isEqualTo(two.nextBatch());
        }
    }

    private static void sweepBoth(ModelStore model, Store store, Instant now) {
        Instant before = now.minus(Rules.DEFAULT.keyLifetime());
        assertThat(store.sweepKeys(before, 1_000)).isEqualTo(model.sweepKeys(before, 1_000));
    }

    private static void sameReads(ModelStore model, Store store, Instant now) {
        Map<String, Object> expected = reads(model.reads(), now);
        assertThat(reads(store.reads(), now)).containsExactlyEntriesOf(expected);
        assertThat(store.reads().integrity().consistent()).isTrue();
    }

    /** Checks that neither finds anything to repair on the nights of the bookings. */
    private static void sameRepairs(ModelStore model, Store store, Instant now) {
        SortedSet<NightKey> nights = new TreeSet<>();
        for (Booking booking : AllPages.all(page -> store.reads().bookings(BookingFilter.ALL, page))) {
            booking.stay().dates().forEach(date -> nights.add(new NightKey(booking.roomTypeId(), date)));
        }
        assertThat(nights).isNotEmpty();
        assertThat(store.repair(nights, now))
                .isEqualTo(model.repair(nights, now))
                .isEmpty();
    }

    /** Returns all that can be read, under names that a failure can show. */
    private static Map<String, Object> reads(Reads reads, Instant now) {
        Map<String, Object> all = new LinkedHashMap<>();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Property> properties = AllPages.all(page -> reads.properties(null, page));
        List<RoomType> roomTypes = AllPages.all(page -> reads.roomTypes(null, page));
        List<Booking> bookings = AllPages.all(page -> reads.bookings(BookingFilter.ALL, page));
        all.put("properties", properties);
        all.put("properties by the sea", AllPages.all(page -> reads.properties("beach", page)));
        all.put("room types", roomTypes);
        all.put("bookings", bookings);
        List<BookingId> ids = Stream.concat(
                        bookings.stream().limit(40).map(Booking::id), Stream.of(new BookingId(new UUID(1, 1))))
                .toList();
        all.put("existing", reads.existing(ids));
        for (Property property : properties) {
            all.put(property.id() + " itself", reads.property(property.id()));
            all.put(property.id() + " room types", AllPages.all(page -> reads.roomTypes(property.id(), page)));
            all.put(property.id() + " count of room types", reads.roomTypes(property.id(), 2));
            all.put(
                    property.id() + " availability",
                    reads.availability(property.id(), Stay.of(today.minusDays(1), 3), 2, now));
            all.put(
                    property.id() + " nights offered",
                    reads.nightsOffered(property.id(), today.minusDays(5), today.plusDays(20), now));
        }
        for (RoomType roomType : roomTypes) {
            all.put(roomType.id() + " itself", reads.roomType(roomType.id()));
            all.put(
                    roomType.id() + " nights",
                    reads.nights(roomType.id(), LocalDate.of(2000, 1, 1), LocalDate.of(2100, 1, 1)));
        }
        for (Booking booking : bookings) {
            all.put(booking.id() + " itself", reads.booking(booking.id()));
            all.put(booking.id() + " key", reads.keyOf(booking));
            if (booking.groupId() != null) {
                all.put(booking.groupId() + " itself", reads.group(booking.groupId()));
            }
        }
        List<WaitlistEntry> entries = RandomHistory.entries(reads);
        all.put("waitlist", entries);
        entries.forEach(entry -> all.put("entry " + entry.id(), reads.waitlist().entry(entry.id())));
        List<WaitlistReads.Filter> waits = List.of(
                new WaitlistReads.Filter("beta", null, null, WaitlistStatus.EXPIRED),
                new WaitlistReads.Filter(null, new UserId("user-1"), new RoomTypeId("type-2"), null));
        waits.forEach(filter ->
                all.put(filter.toString(), AllPages.all(page -> reads.waitlist().entries(filter, page))));
        RoomTypeId type = new RoomTypeId("type-1");
        List<BookingFilter> filters = List.of(
                new BookingFilter("beta", new UserId("user-2"), null, null, null, null),
                new BookingFilter(new UserId("user-3"), null, null, null, null),
                new BookingFilter(null, type, BookingStatus.CANCELLED, null, null),
                new BookingFilter(null, null, BookingStatus.PROVISIONAL, today.minusDays(9), today.plusDays(3)),
                new BookingFilter("beta", null, null, null, today.minusDays(5), today.plusDays(5)),
                new BookingFilter(null, null, null, null, today.plusDays(2)),
                new BookingFilter("alpha", null, type, null, today.plusDays(1), null),
                new BookingFilter(new UserId("user-1"), type, null, today.minusDays(40), null));
        filters.forEach(filter -> all.put(filter.toString(), AllPages.all(page -> reads.bookings(filter, page))));
        all.put("allotments", AllPages.all(page -> reads.allotments(AllotmentFilter.ALL, page)));
        for (AllotmentNights allotment : AllPages.all(page -> reads.allotments(AllotmentFilter.ALL, page))) {
            AllotmentId id = allotment.allotment().id();
            all.put(id + " itself", reads.allotment(id));
        }
        all.put(
                "allotments of type-1",
                AllPages.all(page -> reads.allotments(new AllotmentFilter("beta", null, type), page)));
        for (Property property : properties) {
            AllotmentFilter its = new AllotmentFilter(null, property.id(), null);
            all.put(property.id() + " allotments", AllPages.all(page -> reads.allotments(its, page)));
        }
        all.put("due", new TreeSet<>(reads.roomTypesWithDueReleases(now, 100)));
        all.put("integrity", reads.integrity());
        return all;
    }

    /** Compares the events in order, in pages of seven. Each owner sees only its own, in the same order. */
    private static void sameEvents(ModelStore model, Store store) {
        List<Event> all = events(store, null);
        assertThat(all).isEqualTo(model.events());
        for (String owner : List.of("alpha", "beta", "nobody")) {
            assertThat(events(store, owner))
                    .isEqualTo(all.stream()
                            .filter(event -> owner.equals(event.owner()))
                            .toList());
        }
        assertThat(store.reads().integrityFromEvents())
                .isEqualTo(model.reads().integrityFromEvents())
                .matches(EventRecount.Report::consistent);
    }

    private static List<Event> events(Store store, @Nullable String owner) {
        List<Event> events = new ArrayList<>();
        EventPage page = new EventPage(List.of(), EventId.START, true);
        while (page.hasMore()) {
            page = store.reads().events(page.next(), owner, 7);
            page.events().forEach(recorded -> events.add(recorded.event()));
        }
        assertThat(page.next()).isEqualTo(store.reads().lastEvent());
        return events;
    }
}
