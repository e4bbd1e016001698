package dev.lastroom.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.Decision;
import dev.lastroom.engine.booking.Event;
import dev.lastroom.engine.booking.EventId;
import dev.lastroom.engine.booking.EventRecount;
import dev.lastroom.engine.booking.HoldTime;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.engine.booking.Rules;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.AllotmentFilter;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.WaitlistReads;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Long random histories give the same outcomes, and leave the same behind, as the in-memory model. The seeds are new
 * in every run and part of the test's name; {@code -Dlastroom.seed=N} runs one again.
 */
public abstract class ModelContract {

    private static final int BATCHES = 400;
    private static final Rules RULES = new Rules(Rules.DEFAULT.keyLifetime(), Rules.DEFAULT.derivedKeyWindow(), 1)
            .withWaitlist(new HoldTime(Duration.ofMinutes(5)), 2);
    private static final Map<Class<?>, Map<String, Integer>> SEEN = new ConcurrentHashMap<>();

    /** Opens a fresh database. */
    protected abstract TestDatabase database();

    static LongStream seeds() {
        Long given = Long.getLong("lastroom.seed");
        return given != null ? LongStream.of(given) : new SplittableRandom().longs(6);
    }

    @ParameterizedTest(name = "-Dlastroom.seed={0}")
    @MethodSource("seeds")
    void equalsTheModelInEveryOutcomeAndInWhatIsLeft(long seed) throws Exception {
        RandomRequests requests = new RandomRequests(seed);
        SplittableRandom random = new SplittableRandom(~seed);
        Decision decision = new Decision(RULES);
        Map<String, Integer> seen = new TreeMap<>();
        try (TestDatabase database = database();
                ModelStore model = new ModelStore()) {
            Store store = database.open();
            for (int i = 0; i < BATCHES; i++) {
                List<Request> batch = i == 0 ? requests.setUp() : requests.nextBatch();
                List<Outcome> expected =
                        model.apply(batch, decision, LockWait.FULL).outcomes();
                List<Outcome> actual =
                        store.apply(batch, decision, LockWait.FULL).outcomes();
                assertThat(actual).as("batch %d", i).isEqualTo(expected);
                requests.learn(expected);
                requests.learn(entries(model.reads()), model.reads()::booking);
                offersAreHolds(model.reads());
                expected.forEach(o -> seen.merge(kind(o), 1, Integer::sum));
                if (random.nextInt(40) == 0) {
                    sweepBoth(model, store, requests.now());
                }
                if (random.nextInt(100) == 0) {
                    store.close();
                    store = database.open();
                }
            }
            sameReads(model, store, requests.now());
            database.awaitEvents();
            sameEvents(model, store);
            sameRepairs(model, store, requests.now());
            store.close();
        }
        SEEN.merge(getClass(), seen, ModelContract::sum);
        assertThat(seen).as("a history must have something in it").containsKeys("Booked", "Cancelled", "Booked again");
    }

    /** Histories in which something never happens would prove nothing about it. */
    @AfterAll
    static void everythingHasHappened(TestInfo test) {
        Map<String, Integer> seen =
                Objects.requireNonNull(SEEN.remove(test.getTestClass().orElseThrow()));
        if (Long.getLong("lastroom.seed") == null) {
            assertThat(seen)
                    .containsKeys(
                            "Booked",
                            "Booked again",
                            "Cancelled",
                            "Cancelled again",
                            "Changed",
                            "Changed again",
                            "GroupBooked",
                            "GroupBooked again",
                            "GroupCancelled",
                            "GroupCancelled again",
                            "GroupChanged",
                            "GroupChanged again",
                            "ItemRefused",
                            "GroupNotFound",
                            "AllotmentCreated",
                            "AllotmentCreated again",
                            "AllotmentChanged",
                            "AllotmentChanged again",
                            "AllotmentNotFound",
                            "AllotmentExhausted",
                            "AllotmentBelowPickedUp",
                            "HoldsExpired",
                            "HoldExpired",
                            "TooManyHolds",
                            "InvalidTransition",
                            "OutsideStay",
                            "StaleVersion",
                            "OtherProperty",
                            "InsufficientInventory",
                            "IdempotencyConflict",
                            "NotYourBooking",
                            "BookingNotFound",
                            "StayInThePast",
                            "NightsOpened",
                            "CapacityBelowBooked",
                            "RestrictionViolated",
                            "WAITING",
                            "ACCEPTED",
                            "DECLINED",
                            "LEFT",
                            "Waitlisted again",
                            "RoomsAvailable",
                            "NightNotOpen",
                            "WaitlistFull",
                            "WaitIsOver",
                            "NoSuchStep",
                            "OfferExpired",
                            "EntryNotFound",
                            "NotYourEntry",
                            "RoomTypeNotFound",
                            "RoomTypeOfOtherProperty");
        }
    }

    private static List<WaitlistEntry> entries(Reads reads) {
        return all(page -> reads.waitlist().entries(WaitlistReads.Filter.ALL, page));
    }

    /** An entry was offered rooms if, and only if, there is a booking of its own; and while it is, they are held. */
    private static void offersAreHolds(Reads reads) {
        for (WaitlistEntry entry : entries(reads)) {
            Optional<Booking> offer = reads.booking(entry.id());
            assertThat(offer.isPresent()).as("%s", entry).isEqualTo(entry.offeredAt() != null);
            if (entry.status() == WaitlistStatus.OFFERED) {
                assertThat(offer.orElseThrow()).as("%s", entry).matches(Booking::isHold);
            }
        }
    }

    private static Map<String, Integer> sum(Map<String, Integer> one, Map<String, Integer> other) {
        Map<String, Integer> both = new TreeMap<>(one);
        other.forEach((kind, count) -> both.merge(kind, count, Integer::sum));
        return both;
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        RandomRequests one = new RandomRequests(7);
        RandomRequests two = new RandomRequests(7);
        for (int i = 0; i < 100; i++) {
            assertThat(one.nextBatch()).isEqualTo(two.nextBatch());
        }
    }

    private static String kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused r -> r.reason().getClass().getSimpleName();
            case Outcome.Booked b when b.replayed() -> "Booked again";
            case Outcome.Cancelled c when c.replayed() -> "Cancelled again";
            case Outcome.Changed c when c.replayed() -> "Changed again";
            case Outcome.GroupBooked g when g.replayed() -> "GroupBooked again";
            case Outcome.GroupCancelled g when g.replayed() -> "GroupCancelled again";
            case Outcome.GroupChanged g when g.replayed() -> "GroupChanged again";
            case Outcome.Waitlisted w when w.replayed() -> "Waitlisted again";
            case Outcome.Waitlisted w -> w.entry().status().toString();
            case Outcome.AllotmentCreated a when a.replayed() -> "AllotmentCreated again";
            case Outcome.AllotmentChanged a when a.replayed() -> "AllotmentChanged again";
            case Outcome o -> o.getClass().getSimpleName();
        };
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

    /** Neither finds anything to repair on the nights that the bookings stay. */
    private static void sameRepairs(ModelStore model, Store store, Instant now) {
        SortedSet<NightKey> nights = new TreeSet<>();
        for (Booking booking : all(page -> store.reads().bookings(BookingFilter.ALL, page))) {
            booking.stay().dates().forEach(date -> nights.add(new NightKey(booking.roomTypeId(), date)));
        }
        assertThat(nights).isNotEmpty();
        assertThat(store.repair(nights, now))
                .isEqualTo(model.repair(nights, now))
                .isEmpty();
    }

    /** All that can be read, under names that a failure can show. */
    private static Map<String, Object> reads(Reads reads, Instant now) {
        Map<String, Object> all = new LinkedHashMap<>();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Property> properties = all(page -> reads.properties(page));
        List<RoomType> roomTypes = all(page -> reads.roomTypes(null, page));
        List<Booking> bookings = all(page -> reads.bookings(BookingFilter.ALL, page));
        all.put("properties", properties);
        all.put("room types", roomTypes);
        all.put("bookings", bookings);
        for (Property property : properties) {
            all.put(property.id() + " itself", reads.property(property.id()));
            all.put(property.id() + " room types", all(page -> reads.roomTypes(property.id(), page)));
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
        List<WaitlistEntry> entries = entries(reads);
        all.put("waitlist", entries);
        entries.forEach(entry -> all.put("entry " + entry.id(), reads.waitlist().entry(entry.id())));
        List<WaitlistReads.Filter> waits = List.of(
                new WaitlistReads.Filter("beta", null, null, WaitlistStatus.EXPIRED),
                new WaitlistReads.Filter(null, new UserId("user-1"), new RoomTypeId("type-2"), null));
        waits.forEach(filter ->
                all.put(filter.toString(), all(page -> reads.waitlist().entries(filter, page))));
        RoomTypeId type = new RoomTypeId("type-1");
        List<BookingFilter> filters = List.of(
                new BookingFilter("beta", new UserId("user-2"), null, null, null, null),
                new BookingFilter(new UserId("user-3"), null, null, null, null),
                new BookingFilter(null, type, BookingStatus.CANCELLED, null, null),
                new BookingFilter(null, null, BookingStatus.PROVISIONAL, today.minusDays(9), today.plusDays(3)),
                new BookingFilter(new UserId("user-1"), type, null, today.minusDays(40), null));
        filters.forEach(filter -> all.put(filter.toString(), all(page -> reads.bookings(filter, page))));
        all.put("allotments", all(page -> reads.allotments(AllotmentFilter.ALL, page)));
        for (AllotmentNights allotment : all(page -> reads.allotments(AllotmentFilter.ALL, page))) {
            AllotmentId id = allotment.allotment().id();
            all.put(id + " itself", reads.allotment(id));
        }
        all.put("allotments of type-1", all(page -> reads.allotments(new AllotmentFilter("beta", null, type), page)));
        for (Property property : properties) {
            AllotmentFilter its = new AllotmentFilter(null, property.id(), null);
            all.put(property.id() + " allotments", all(page -> reads.allotments(its, page)));
        }
        all.put("due", new TreeSet<>(reads.roomTypesWithDueReleases(now, 100)));
        all.put("integrity", reads.integrity());
        return all;
    }

    /** Every page, in pages of seven. */
    private static <T> List<T> all(Function<Page.Request, Page<T>> read) {
        List<T> items = new ArrayList<>();
        Page<T> page = read.apply(new Page.Request(7, null));
        items.addAll(page.items());
        while (page.next() != null) {
            page = read.apply(new Page.Request(7, page.next()));
            items.addAll(page.items());
        }
        return items;
    }

    /** The events in order, in pages of seven; and to each owner only his own, in the same order. */
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
