package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.atOnce;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.AllotmentCommand.ChangeAllotment;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.AllotmentCommand.ReleaseAllotment;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.Repair;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentBelowPickedUp;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentExhausted;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentNotFound;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.TwoServers;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rooms set aside are drawn on, given back and released, while two servers on one database sell the rest. */
@Timeout(60)
public abstract class AllotmentContract extends TwoServers {

    /** Midnight at the property, at the end of {@link GrandHotel#TODAY}. */
    private static final Instant MIDNIGHT = Instant.parse("2027-01-11T00:00:00Z");

    private static final Release AT_MIDNIGHT = new Release(TODAY.plusDays(1), null);

    private static CreateAllotment wanted(int day, int nights, int rooms, Release release) {
        return new CreateAllotment(null, DELUXE, "Tour", Stay.of(TODAY.plusDays(day), nights), rooms, release, null);
    }

    private AllotmentId setAside(int day, int nights, int rooms, Release release) {
        return created(server.submit(wanted(day, nights, rooms, release)))
                .allotment()
                .id();
    }

    private static AllotmentNights created(Outcome<?> outcome) {
        if (outcome instanceof Done(AllotmentNights allotment, boolean _)) {
            return allotment;
        }
        throw new AssertionError("not set aside: " + outcome);
    }

    private List<Integer> booked() {
        return server.read().nights(DELUXE, TODAY, TODAY.plusDays(60)).stream()
                .map(night -> night.booked())
                .toList();
    }

    private List<AllotmentNight> nights(AllotmentId id) {
        return other.read().allotment(id).orElseThrow().nights();
    }

    private int available(int day, int nights) {
        List<Availability> found = other.read()
                .availability(
                        new PropertyId(GrandHotel.PROPERTY), Stay.of(TODAY.plusDays(day), nights), 1, clock.get());
        return found.getFirst().availableRooms();
    }

    private void consistent() {
        assertThat(server.read().integrity().drift()).isEmpty();
    }

    private static int booked(List<Outcome<?>> outcomes) {
        return GrandHotel.done(Booking.class, outcomes).size();
    }

    @Test
    void roomsSetAsideAreForTheAllotmentsBookingsAlone() throws Exception {
        GrandHotel.open(server, 5, 4);
        AllotmentId tour = setAside(0, 3, 3, Release.NONE);
        assertThat(booked()).containsExactly(3, 3, 3, 0);
        assertThat(available(0, 2)).isEqualTo(2);
        assertThat(GrandHotel.refusal(other.submit(book("ann", 0, 1, 3))))
                .isEqualTo(new InsufficientInventory(DELUXE, 3, 2, TODAY));

        Booking drawn = booking(other.submit(book("ann", 0, 2, 2).of(tour)));
        assertThat(server.read().booking(drawn.id())).hasValue(drawn);
        assertThat(drawn.roomStay().allotmentId()).isEqualTo(tour);
        assertThat(booked()).containsExactly(3, 3, 3, 0);
        assertThat(nights(tour)).extracting(AllotmentNight::pickedUp).containsExactly(2, 2, 0);
        assertThat(nights(tour)).extracting(AllotmentNight::left).containsExactly(1, 1, 3);
        assertThat(GrandHotel.refusal(server.submit(book("bob", 1, 2, 2).of(tour))))
                .isEqualTo(new AllotmentExhausted(tour, 2, 1, TODAY.plusDays(1)));
        assertThat(GrandHotel.refusal(server.submit(book("bob", 2, 2, 1).of(tour))))
                .isEqualTo(new AllotmentExhausted(tour, 1, 0, TODAY.plusDays(3)));
        AllotmentId none = new AllotmentId(drawn.id().value());
        assertThat(GrandHotel.refusal(server.submit(book("bob", 2, 1, 1).of(none))))
                .isEqualTo(new AllotmentNotFound(none));
        assertThat(GrandHotel.refusal(server.submit(wanted(2, 2, 3, Release.NONE))))
                .isEqualTo(new InsufficientInventory(DELUXE, 3, 2, TODAY.plusDays(2)));
        consistent();
    }

    @Test
    void theLastRoomsOfAnAllotmentAreDrawnOnce() throws Exception {
        GrandHotel.open(server, 20, 5);
        AllotmentId tour = setAside(0, 3, 10, Release.NONE);
        List<Outcome<?>> outcomes = atOnce(
                30, i -> () -> server(i).submit(book("guest-" + i, i % 2, 2, 1).of(tour)));
        // They all want the second night.
        assertThat(booked(outcomes)).isEqualTo(10);
        assertThat(outcomes.stream().filter(Refused.class::isInstance).map(GrandHotel::refusal))
                .hasSize(20)
                .allMatch(AllotmentExhausted.class::isInstance);
        assertThat(nights(tour).get(1).left()).isZero();
        assertThat(booked()).containsExactly(10, 10, 10, 0, 0);
        consistent();
    }

    /**
     * The same race, with buyers who only read what is left. It proves that there is a race for the test above to
     * catch.
     */
    @Test
    void negativeControlBuyersWhoOnlyReadWhatIsLeftTakeTooMuch() throws Exception {
        GrandHotel.open(server, 20, 5);
        AllotmentId tour = setAside(0, 3, 10, Release.NONE);
        CyclicBarrier allHaveLooked = new CyclicBarrier(20);
        List<Integer> taken = atOnce(20, _ -> () -> {
            int left = nights(tour).getFirst().left();
            allHaveLooked.await();
            return Math.min(left, 1);
        });
        assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isGreaterThan(10);
    }

    @Test
    void generalSaleAndAllotmentsShareTheRoomsInARace() throws Exception {
        GrandHotel.open(server, 12, 2);
        List<Outcome<?>> outcomes = atOnce(
                24,
                i -> () -> i % 3 == 0
                        ? server(i).submit(wanted(0, 2, 2, Release.NONE))
                        : server(i).submit(book("guest-" + i, 0, 2, 1)));
        int rooms = 2 * GrandHotel.done(AllotmentNights.class, outcomes).size() + booked(outcomes);
        assertThat(rooms).isBetween(11, 12);
        assertThat(booked()).containsExactly(rooms, rooms);
        consistent();
    }

    @Test
    void releasedRoomsAreFreeAtMidnightForTheNextBooking() throws Exception {
        GrandHotel.open(server, 5, 4);
        AllotmentId tour = setAside(1, 3, 5, AT_MIDNIGHT);
        booking(server.submit(book("ann", 1, 3, 2).of(tour)));
        clock.set(MIDNIGHT.minusNanos(1_000));
        assertThat(available(1, 3)).isZero();
        assertThat(GrandHotel.refusal(other.submit(book("bob", 1, 1, 1))))
                .isEqualTo(new InsufficientInventory(DELUXE, 1, 0, TODAY.plusDays(1)));

        clock.set(MIDNIGHT);
        assertThat(available(1, 3)).isEqualTo(3);
        List<Outcome<?>> outcomes = atOnce(
                20,
                i -> () -> server(i)
                        .submit(
                                i % 4 < 2
                                        ? book("plain-" + i, 1, 3, 1)
                                        : book("tour-" + i, 1, 3, 1).of(tour)));
        assertThat(booked(outcomes)).isEqualTo(3);
        assertThat(outcomes.stream().filter(Refused.class::isInstance).map(GrandHotel::refusal))
                .areExactly(7, new Condition<>(InsufficientInventory.class::isInstance, "sold out"))
                .areExactly(10, new Condition<>(AllotmentExhausted.class::isInstance, "released"));
        assertThat(nights(tour)).extracting(AllotmentNight::releasedRooms).containsExactly(3, 3, 3);
        assertThat(booked()).containsExactly(0, 5, 5, 5);
        consistent();
    }

    /** The test above a moment earlier, when nothing is due: only time returns the rooms to general sale. */
    @Test
    void negativeControlAMomentEarlierOnlyTheAllotmentHasTheRooms() throws Exception {
        GrandHotel.open(server, 5, 4);
        AllotmentId tour = setAside(1, 3, 5, AT_MIDNIGHT);
        clock.set(MIDNIGHT.minusNanos(1_000));
        List<Outcome<?>> outcomes = atOnce(
                20,
                i -> () -> server(i)
                        .submit(
                                i % 4 < 2
                                        ? book("plain-" + i, 1, 3, 1)
                                        : book("tour-" + i, 1, 3, 1).of(tour)));
        assertThat(IntStream.range(0, 20).filter(i -> outcomes.get(i) instanceof Done))
                .hasSize(5)
                .allMatch(i -> i % 4 >= 2);
        consistent();
    }

    /** Nothing sweeps here: there are two stores without engines, and only the requests move the clock. */
    @Test
    void aReleaseNeedsNoSweeper() throws Exception {
        GrandHotel.open(server, 2, 6);
        AllotmentId tour = setAside(2, 4, 2, new Release(null, 1));
        server.submit(book("ann", 2, 4, 1).of(tour));
        Instant nextDay = MIDNIGHT.plus(Duration.ofDays(1));
        try (Store store = database.open()) {
            assertThat(apply(store, book("bob", 2, 1, 1), MIDNIGHT.minusNanos(1_000)))
                    .isInstanceOf(Refused.class);
            assertThat(apply(store, book("bob", 2, 2, 1), MIDNIGHT)).isInstanceOf(Refused.class);
            assertThat(apply(store, book("bob", 2, 1, 1), MIDNIGHT)).isInstanceOf(Done.class);
            assertThat(apply(store, book("bob", 3, 1, 1), nextDay.minusNanos(1_000)))
                    .isInstanceOf(Refused.class);
            assertThat(apply(store, book("bob", 3, 1, 1), nextDay)).isInstanceOf(Done.class);
        }
        assertThat(nights(tour)).extracting(AllotmentNight::released).containsExactly(true, true, false, false);
        assertThat(booked()).containsExactly(0, 0, 2, 2, 2, 2);
        consistent();
    }

    private Outcome<?> apply(Store store, Command<?> command, Instant at) {
        return store.apply(
                        List.of(server.request(command, Caller.embedded("later"), at)),
                        new Decision(Rules.DEFAULT),
                        LockWait.FULL)
                .outcomes()
                .getFirst();
    }

    @Test
    void roomsGoBackToTheAllotmentOrToGeneralSaleOnceItIsReleased() throws Exception {
        GrandHotel.open(server, 4, 4);
        AllotmentId tour = setAside(1, 2, 3, AT_MIDNIGHT);
        Booking first = booking(server.submit(book("ann", 1, 2, 1).of(tour)));
        Booking second = booking(server.submit(book("bob", 1, 2, 2).of(tour)));
        assertThat(other.submit(new Cancel(first.id(), null))).isInstanceOf(Done.class);
        assertThat(booked()).containsExactly(0, 3, 3, 0);
        assertThat(nights(tour)).extracting(AllotmentNight::left).containsExactly(1, 1);

        clock.set(MIDNIGHT);
        assertThat(other.submit(new Amend(Target.of(second.id()), null, null, null, 1)))
                .isInstanceOf(Done.class);
        assertThat(booked()).containsExactly(0, 1, 1, 0);
        assertThat(nights(tour)).extracting(AllotmentNight::releasedRooms).containsExactly(2, 2);
        assertThat(GrandHotel.refusal(server.submit(new Amend(Target.of(second.id()), null, null, null, 2))))
                .isEqualTo(new AllotmentExhausted(tour, 1, 0, TODAY.plusDays(1)));
        assertThat(other.submit(new Cancel(second.id(), null))).isInstanceOf(Done.class);
        assertThat(booked()).containsExactly(0, 0, 0, 0);
        consistent();
        database.awaitEvents();
        assertThat(server.read().integrityFromEvents().booked()).isEmpty();
    }

    @Test
    void aLapsedHoldGivesItsRoomsBackToTheAllotmentOrToGeneralSale() throws Exception {
        GrandHotel.open(server, 2, 4);
        AllotmentId tour = setAside(1, 2, 2, AT_MIDNIGHT);
        HoldTime quarter = new HoldTime(Duration.ofMinutes(15));
        booking(server.submit(book("ann", 1, 2, 2).of(tour).heldFor(quarter)));
        clock.updateAndGet(now -> now.plus(quarter.length()));
        assertThat(available(1, 2)).isZero();
        assertThat(GrandHotel.refusal(other.submit(book("eve", 1, 1, 1)))).isInstanceOf(InsufficientInventory.class);
        booking(other.submit(book("bob", 1, 2, 2).of(tour).heldFor(new HoldTime(Duration.ofHours(11)))));
        clock.set(MIDNIGHT);
        assertThat(available(1, 2)).isEqualTo(2);
        booking(other.submit(book("eve", 1, 2, 2)));
        assertThat(booked()).containsExactly(0, 2, 2, 0);
        consistent();
    }

    @Test
    void anAllotmentGrowsAndShrinksDownToWhatIsPickedUp() throws Exception {
        GrandHotel.open(server, 6, 4);
        AllotmentId tour = setAside(0, 3, 3, Release.NONE);
        server.submit(book("ann", 1, 1, 2).of(tour));
        server.submit(book("bob", 2, 1, 2));
        assertThat(GrandHotel.refusal(other.submit(rooms(tour, 1))))
                .isEqualTo(new AllotmentBelowPickedUp(tour, TODAY.plusDays(1), 1, 2));
        assertThat(GrandHotel.refusal(other.submit(rooms(tour, 5))))
                .isEqualTo(new InsufficientInventory(DELUXE, 2, 1, TODAY.plusDays(2)));
        assertThat(booked()).containsExactly(3, 3, 5, 0);
        assertThat(other.submit(rooms(tour, 2))).isInstanceOf(Done.class);
        assertThat(booked()).containsExactly(2, 2, 4, 0);
        ChangeAllotment oneNight =
                new ChangeAllotment(tour, "Choir", 4, TODAY.plusDays(1), TODAY.plusDays(2), AT_MIDNIGHT);
        assertThat(other.submit(oneNight))
                .isEqualTo(new Done<>(server.read().allotment(tour).orElseThrow(), false));
        assertThat(server.submit(oneNight)).matches(outcome -> ((Done<?>) outcome).replayed());
        assertThat(booked()).containsExactly(2, 4, 4, 0);
        assertThat(nights(tour)).extracting(AllotmentNight::releaseAt).containsOnly(MIDNIGHT);
        consistent();
    }

    private static ChangeAllotment rooms(AllotmentId id, int rooms) {
        return new ChangeAllotment(id, null, rooms, null, null, Release.NONE);
    }

    @Test
    void releasesByRequestAndDrawsShareTheRoomsInARace() throws Exception {
        GrandHotel.open(server, 10, 3);
        for (int round = 0; round < 10; round++) {
            AllotmentId tour = setAside(0, 3, 4, Release.NONE);
            List<Outcome<?>> outcomes = atOnce(
                    6,
                    i -> () -> i == 3
                            ? server(i).submit(new ReleaseAllotment(tour))
                            : server(i).submit(book("guest-" + i, 0, 3, 1).of(tour)));
            int drawn = booked(outcomes);
            assertThat(outcomes.get(3)).isInstanceOf(Done.class);
            assertThat(nights(tour)).allMatch(night -> night.pickedUp() == drawn && night.releasedRooms() == 4 - drawn);
            assertThat(booked()).containsOnly(drawn);
            for (Outcome<?> outcome : outcomes) {
                if (outcome instanceof Done<?>(Booking booking, boolean _)) {
                    server.submit(new Cancel(booking.id(), null));
                }
            }
            assertThat(booked()).containsOnly(0);
        }
        consistent();
    }

    @Test
    void oneRequestSentToTwoServersAtOnceSetsRoomsAsideOnce() throws Exception {
        GrandHotel.open(server, 50, 3);
        for (int round = 0; round < 5; round++) {
            CreateAllotment wanted = wanted(0, 3, 2, Release.NONE).withKey("tour-" + round);
            List<Outcome<?>> outcomes = atOnce(6, i -> () -> server(i).submit(wanted));
            assertThat(outcomes.stream()
                            .map(outcome -> created(outcome).allotment().id())
                            .distinct())
                    .hasSize(1);
            assertThat(outcomes.stream().filter(outcome -> outcome instanceof Done(var _, boolean r) && !r))
                    .hasSize(1);
        }
        assertThat(booked()).containsExactly(10, 10, 10);
        consistent();
    }

    @Test
    void oneOwnersAllotmentIsNotFoundByAnother() {
        GrandHotel.open(server, 5, 3);
        CreateAllotment forAgency = new CreateAllotment(
                "agency", DELUXE, "Agency", Stay.of(TODAY, 2), 2, Release.NONE, new IdempotencyKey("k"));
        AllotmentId its = created(server.submit(forAgency)).allotment().id();
        assertThat(GrandHotel.refusal(server.submit(book("ann", 0, 1, 1).of(its))))
                .isEqualTo(new AllotmentNotFound(its));
        Caller agency = new Caller("agency", "request-1", null, null);
        booking(server.submit(book("ann", 0, 1, 1).of(its), agency));
    }

    @Test
    void aRepairCountsWhatIsLeftOfAllotments() throws Exception {
        GrandHotel.open(server, 9, 3);
        AllotmentId tour = setAside(0, 2, 4, Release.NONE);
        server.submit(book("ann", 0, 1, 3).of(tour));
        server.submit(book("bob", 0, 1, 2));
        database.execute("UPDATE night SET booked = 1 WHERE room_type_id = 'deluxe'");
        TreeSet<NightKey> all = new TreeSet<>();
        IntStream.range(0, 3).forEach(day -> all.add(new NightKey(DELUXE, TODAY.plusDays(day))));
        try (Store store = database.open()) {
            assertThat(store.repair(all, GrandHotel.NOON))
                    .extracting(Repair::counted)
                    .containsExactly(6L, 4L, 0L);
        }
        assertThat(booked()).containsExactly(6, 4, 0);
        consistent();
    }
}
