package dev.lastroom.engine.rules;

import static dev.lastroom.engine.testing.TestHotel.ALICE;
import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.NOW;
import static dev.lastroom.engine.testing.TestHotel.SEASIDE;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.newId;
import static dev.lastroom.engine.testing.TestHotel.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.CancelGroup;
import dev.lastroom.engine.command.GroupCommand.ConfirmGroup;
import dev.lastroom.engine.command.GroupCommand.OfGroup;
import dev.lastroom.engine.command.GroupTarget;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.GroupNotFound;
import dev.lastroom.engine.outcome.Refusal.HoldExpired;
import dev.lastroom.engine.outcome.Refusal.IdempotencyConflict;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.InvalidTransition;
import dev.lastroom.engine.outcome.Refusal.ItemRefused;
import dev.lastroom.engine.outcome.Refusal.NotYourBooking;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Refusal.StayInThePast;
import dev.lastroom.engine.outcome.Refusal.TooManyHolds;
import dev.lastroom.engine.outcome.Restriction;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import dev.lastroom.engine.testing.TestHotel;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupDecisionTest extends DecisionFixture {

    private static final RoomTypeId SUITE = new RoomTypeId("suite");
    private static final HoldTime QUARTER = new HoldTime(Duration.ofMinutes(15));

    @BeforeEach
    void addASuite() {
        rows.roomTypes().load(SUITE, new RoomType(SUITE, SEASIDE, "Suite", "", 1, 30_000));
        TODAY.datesUntil(TODAY.plusDays(5)).forEach(date -> load(new Night(SUITE, date, 1, 0, 30_000)));
    }

    private static RoomStay item(RoomTypeId roomType, int day, int nights, int rooms) {
        return new RoomStay(roomType, Stay.of(TODAY.plusDays(day), nights), rooms);
    }

    private static BookGroup group(RoomStay... items) {
        return new BookGroup(ALICE, List.of(items), null, null);
    }

    private BookingGroup bookedGroup(Command<BookingGroup> command) {
        Outcome<BookingGroup> outcome = carryOut(command);
        assertThat(outcome).isInstanceOf(Done.class);
        return outcome.orElseThrow();
    }

    private int booked(RoomTypeId roomType, int day) {
        return Objects.requireNonNull(rows.state().night(new NightKey(roomType, TODAY.plusDays(day))))
                .booked();
    }

    private static List<BookingStatus> statuses(BookingGroup group) {
        return group.bookings().stream().map(Booking::status).toList();
    }

    private static CancelGroup cancel(BookingGroup group) {
        return new CancelGroup(GroupTarget.of(group.id()));
    }

    private static ConfirmGroup confirm(BookingGroup group) {
        return new ConfirmGroup(GroupTarget.of(group.id()));
    }

    @Test
    void everyItemIsItsOwnBookingInTheOrderOfTheItems() {
        Request<BookingGroup> request =
                request(group(item(SUITE, 0, 2, 1), item(DELUXE, 1, 3, 2), item(DELUXE, 1, 1, 1))
                        .withKey("k"));
        BookingGroup group = carryOut(request).orElseThrow();

        assertThat(group.id()).isEqualTo(request.newId().group());
        assertThat(group.bookings()).extracting(Booking::roomTypeId).containsExactly(SUITE, DELUXE, DELUXE);
        assertThat(group.bookings()).extracting(Booking::rooms).containsExactly(1, 2, 1);
        assertThat(group.bookings())
                .allMatch(booking -> group.id().equals(booking.groupId())
                        && booking.userId().equals(ALICE)
                        && booking.origin().key().value().equals("k"));
        assertThat(group.bookings())
                .extracting(Booking::id)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(group.bookings()).allMatch(b -> b.id().hint() == NewId.hint(b.roomTypeId()));
        assertThat(rows.state().group(group.id())).isEqualTo(group.bookings());
        assertThat(booked(DELUXE, 1)).isEqualTo(3);
        assertThat(booked(DELUXE, 2)).isEqualTo(2);
        assertThat(booked(SUITE, 1)).isEqualTo(1);
        assertThat(rows.events())
                .extracting(Event::what)
                .isEqualTo(group.bookings().stream()
                        .map(booking -> new BookingEvent(BookingEvent.Type.BOOKED, null, booking))
                        .toList());
    }

    @Test
    void theIdsOfManyItemsAreInTheirOrder() {
        RoomStay item = item(DELUXE, 0, 1, 1);
        load(TestHotel.night(TODAY, 50, 0));
        BookingGroup group = bookedGroup(new BookGroup(ALICE, Collections.nCopies(50, item), null, null));
        assertThat(group.bookings())
                .extracting(Booking::id)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(booked(DELUXE, 0)).isEqualTo(50);
    }

    @Test
    void roomsThatItemsNeedOnTheSameNightAreAddedUp() {
        refuses(
                group(item(DELUXE, 0, 3, 6), item(SUITE, 0, 1, 1), item(DELUXE, 2, 2, 5)),
                new ItemRefused(2, new InsufficientInventory(DELUXE, 5, 4, TODAY.plusDays(2))));
        assertThat(bookedGroup(group(item(DELUXE, 0, 3, 6), item(DELUXE, 2, 2, 4)))
                        .bookings())
                .hasSize(2);
    }

    @Test
    void aRefusalNamesTheFirstItemAndLeavesNothing() {
        refuses(
                group(item(SUITE, 0, 1, 1), item(new RoomTypeId("none"), 0, 1, 1)),
                new ItemRefused(1, new RoomTypeNotFound(new RoomTypeId("none"))));
        refuses(
                group(item(SUITE, 0, 1, 1), item(SUITE, 0, 1, 1)),
                new ItemRefused(1, new InsufficientInventory(SUITE, 1, 0, TODAY)));
        refuses(group(item(SUITE, -1, 2, 1)), new ItemRefused(0, new StayInThePast(TODAY.minusDays(1), TODAY)));
        assertThat(rows.bookings().added()).isEmpty();
    }

    private void refuses(BookGroup group, Refusal reason) {
        assertRefusedAndUnchanged(decide(group), reason);
    }

    @Test
    void eachItemIsAHoldThatCounts() {
        decision = new Decision(Rules.DEFAULT.with(it -> it.holdsPerUserMax = 3));
        rows.loadLiveHolds(new Holder("api", ALICE), List.of());
        RoomStay night = item(DELUXE, 0, 1, 1);
        refuses(group(night, night, night, night).heldFor(QUARTER), new ItemRefused(3, new TooManyHolds(ALICE, 3)));
        assertThat(bookedGroup(group(night, night).heldFor(QUARTER)).bookings())
                .allMatch(booking ->
                        NOW.plus(QUARTER.length()).equals(booking.life().expiresAt()));
        refuses(group(item(DELUXE, 1, 1, 1), night).heldFor(QUARTER), new ItemRefused(1, new TooManyHolds(ALICE, 3)));
    }

    @Test
    void aGivenKeyStandsForTheWholeGroup() {
        BookGroup wanted = group(item(SUITE, 0, 1, 1), item(DELUXE, 0, 1, 1)).withKey("k");
        BookingGroup group = bookedGroup(wanted);
        assertThat(carryOut(wanted)).isEqualTo(new Done<>(group, true));
        carryOut(new Cancel(group.bookings().get(1).id(), ALICE));
        var replayed = (Done<BookingGroup>) carryOut(wanted);
        assertThat(replayed.replayed()).isTrue();
        assertThat(statuses(replayed.value())).containsExactly(BookingStatus.PROVISIONAL, BookingStatus.CANCELLED);
        assertThat(carryOut(group(item(DELUXE, 0, 1, 1), item(SUITE, 0, 1, 1)).withKey("k")))
                .isEqualTo(new Refused<>(new IdempotencyConflict(new IdempotencyKey("k")), false));
    }

    @Test
    void theEnginesOwnRetryIsNoReplay() {
        Request<BookingGroup> request = request(group(item(SUITE, 0, 1, 1)));
        Outcome<BookingGroup> first = carryOut(request);
        assertThat(carryOut(request)).isEqualTo(first);
        assertThat(booked(SUITE, 0)).isEqualTo(1);
    }

    @Test
    void aGivenKeyKeepsARefusalToo() {
        BookGroup wanted = group(item(DELUXE, 0, 1, 1), item(SUITE, 0, 1, 1)).withKey("k");
        BookingGroup other = bookedGroup(group(item(SUITE, 0, 1, 1)));
        Refusal full = new ItemRefused(1, new InsufficientInventory(SUITE, 1, 0, TODAY));
        assertThat(carryOut(wanted)).isEqualTo(new Refused<>(full, false));
        carryOut(cancel(other));
        assertThat(carryOut(wanted)).isEqualTo(new Refused<>(full, true));
    }

    @Test
    void aDerivedKeyHoldsWhileAnyBookingOfTheGroupLives() {
        BookGroup wanted = group(item(SUITE, 0, 1, 1), item(DELUXE, 0, 1, 1));
        BookingGroup group = bookedGroup(wanted);
        carryOut(new Cancel(group.bookings().getFirst().id(), ALICE));
        assertThat(((Done<?>) carryOut(wanted)).replayed()).isTrue();
        carryOut(cancel(group));
        BookingGroup anew = bookedGroup(wanted);
        assertThat(anew.id()).isNotEqualTo(group.id());
        assertThat(booked(SUITE, 0)).isEqualTo(1);
    }

    @Test
    void aDerivedKeyReplaysWhileOneBookingIsStillAsItWasAskedFor() {
        BookGroup wanted = group(item(DELUXE, 0, 1, 2), item(DELUXE, 1, 1, 2));
        BookingGroup group = bookedGroup(wanted);
        fewer(group.bookings().get(0));
        assertThat(((Done<?>) carryOut(wanted)).replayed()).isTrue();
        fewer(group.bookings().get(1));
        assertThat(bookedGroup(wanted).id()).isNotEqualTo(group.id());
    }

    private void fewer(Booking booking) {
        Outcome<?> outcome = carryOut(new BookingCommand.Amend(Target.of(booking.id()), null, null, null, 1));
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    /** A group is no way around a room's limit on guests. */
    @Test
    void theGuestsOfEachItemMustFitIntoItsRooms() {
        carryOut(new SetupCommand.SaveRoomType(TestHotel.ROOM_TYPE.withMaxOccupancy(2)));
        RoomStay fits = item(DELUXE, 0, 1, 2).forGuests(4);
        assertRefused(
                decide(group(fits, item(DELUXE, 0, 1, 1).forGuests(3))),
                new ItemRefused(1, new RestrictionViolated(DELUXE, TODAY, Restriction.MAX_OCCUPANCY, 2)));
        BookingGroup booked = bookedGroup(group(fits, item(DELUXE, 0, 1, 1)));
        assertThat(booked.bookings()).extracting(b -> b.roomStay().guests()).containsExactly(4, null);
        assertThat(group(fits).key()).isNotEqualTo(group(item(DELUXE, 0, 1, 2)).key());
    }

    @Test
    void cancelsTheRestOfAGroupAsAWhole() {
        BookingGroup group = bookedGroup(group(item(SUITE, 0, 1, 1), item(DELUXE, 0, 2, 3)));
        carryOut(new Cancel(group.bookings().getFirst().id(), ALICE));
        var cancelled = (Done<BookingGroup>) carryOut(cancel(group));
        assertThat(cancelled.replayed()).isFalse();
        assertThat(statuses(cancelled.value())).containsOnly(BookingStatus.CANCELLED);
        assertThat(booked(DELUXE, 0)).isZero();
        assertThat(carryOut(cancel(group))).isEqualTo(new Done<>(cancelled.value(), true));
    }

    @Test
    void ifOneBookingCannotBeCancelledNoneIs() {
        BookingGroup group = bookedGroup(group(item(DELUXE, 0, 1, 1), item(SUITE, 0, 1, 1)));
        carryOut(confirm(group));
        Booking second = group.bookings().get(1);
        carryOut(new BookingCommand.Advance(Target.of(second.id()), Transition.CHECK_IN));
        assertRefusedAndUnchanged(
                decide(cancel(group)),
                new ItemRefused(1, new InvalidTransition(second.id(), BookingStatus.CHECKED_IN, "cancelled")));
    }

    @Test
    void confirmsAsAWholeUnlessAHoldHasExpired() {
        rows.loadLiveHolds(new Holder("api", ALICE), List.of());
        BookingGroup group =
                bookedGroup(group(item(DELUXE, 0, 1, 1), item(SUITE, 0, 1, 1)).heldFor(QUARTER));
        var confirmed = (Done<BookingGroup>) carryOut(confirm(group));
        assertThat(confirmed.replayed()).isFalse();
        assertThat(statuses(confirmed.value())).containsOnly(BookingStatus.CONFIRMED);
        assertThat(carryOut(confirm(group))).isEqualTo(new Done<>(confirmed.value(), true));

        BookingGroup late =
                bookedGroup(group(item(DELUXE, 1, 1, 1), item(SUITE, 1, 1, 1)).heldFor(QUARTER));
        Booking second = late.bookings().get(1);
        // Like a batch that finds it lapsed while its extended neighbour still lives.
        carryOut(new BookingCommand.Extend(Target.of(late.first().id()), new HoldTime(Duration.ofHours(1))));
        rows.loadLapsed(second);
        carryOut(new Command.CatchUp(SUITE));
        assertRefusedAndUnchanged(
                decide(confirm(late)), new ItemRefused(1, new HoldExpired(second.id(), NOW.plus(QUARTER.length()))));
    }

    @Test
    void aKeyOfAChangeIsKeptWithTheGroup() {
        BookingGroup group = bookedGroup(group(item(DELUXE, 0, 1, 1), item(SUITE, 0, 1, 1)));
        CancelGroup cancel = new CancelGroup(GroupTarget.of(group.id()).withKey("k"));
        Outcome<BookingGroup> first = carryOut(cancel);
        assertThat(carryOut(request(cancel, NOW.plusSeconds(1)))).isEqualTo(new Done<>(first.orElseThrow(), true));
        OfGroup other = new ConfirmGroup(GroupTarget.of(group.id()).withKey("k"));
        assertThat(carryOut(other)).isEqualTo(new Refused<>(new IdempotencyConflict(new IdempotencyKey("k")), false));
    }

    @Test
    void aGroupIsFoundByItsOwnerAndChangedForItsUser() {
        BookingGroup group = bookedGroup(group(item(SUITE, 0, 1, 1)));
        assertRefused(
                decide(new CancelGroup(new GroupTarget(group.id(), null, "other", null))),
                new GroupNotFound(group.id()));
        assertRefused(
                decide(new CancelGroup(new GroupTarget(group.id(), new UserId("bob"), null, null))),
                new NotYourBooking(group.first().id()));
        GroupId unknown = newId().group();
        assertRefused(decide(new ConfirmGroup(GroupTarget.of(unknown))), new GroupNotFound(unknown));
    }

    @Test
    void aGroupHasBoundsOfItemsAndNights() {
        RoomStay year = item(DELUXE, 0, 365, 1);
        assertThat(new BookGroup(ALICE, Collections.nCopies(13, year), null, null).nights())
                .isEqualTo(4_745);
        for (int items : List.of(0, 14, 51)) {
            assertThatThrownBy(() -> new BookGroup(ALICE, Collections.nCopies(items, year), null, null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> item(DELUXE, 0, 1, 1_001)).isInstanceOf(IllegalArgumentException.class);
        for (int guests : List.of(0, 100_001)) {
            assertThatThrownBy(() -> item(DELUXE, 0, 1, 1).forGuests(guests))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
