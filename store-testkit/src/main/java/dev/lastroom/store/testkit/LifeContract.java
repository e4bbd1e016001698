package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal.HoldExpired;
import dev.lastroom.engine.outcome.Refusal.InvalidTransition;
import dev.lastroom.engine.outcome.Refusal.TooManyHolds;
import dev.lastroom.store.testkit.database.TwoServers;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Holds and changes of bookings keep their promises while two servers on one database work on the same rooms. */
@Timeout(60)
public abstract class LifeContract extends TwoServers {

    private static final HoldTime QUARTER = new HoldTime(Duration.ofMinutes(15));

    private void consistent() {
        assertThat(server.read().integrity().drift()).isEmpty();
    }

    @Test
    void roomsOfALapsedHoldAreSoldOnce() throws Exception {
        GrandHotel.open(server, 3, 5);
        Booking held = booking(server.submit(book("ann", 0, 3, 3).heldFor(QUARTER)));
        assertThat(other.submit(book("bob", 1, 1, 1))).isInstanceOf(Refused.class);
        pass(QUARTER.length());
        List<Outcome<?>> outcomes = GrandHotel.atOnce(10, i -> () -> server(i).submit(book("guest-" + i, i % 3, 1, 3)));
        assertThat(GrandHotel.done(Booking.class, outcomes)).hasSize(3);
        assertThat(server.read().booking(held.id()).orElseThrow().status()).isEqualTo(BookingStatus.EXPIRED);
        consistent();
    }

    @Test
    void aHoldIsConfirmedOrItsRoomsAreSoldButNeverBoth() throws Exception {
        GrandHotel.open(server, 1, 40);
        List<Booking> holds = IntStream.range(0, 20)
                .mapToObj(day ->
                        booking(server.submit(book("ann-" + day, day, 1, 1).heldFor(QUARTER))))
                .toList();
        List<Outcome<?>> outcomes = GrandHotel.atOnce(40, i -> () -> {
            if (i == 20) {
                pass(QUARTER.length());
            }
            Command<?> command = i % 2 == 0
                    ? new Advance(Target.of(holds.get(i / 2).id()), Transition.CONFIRM)
                    : book("bob-" + i, i / 2, 1, 1);
            return server(i / 2 + i).submit(command);
        });
        for (int day = 0; day < 20; day++) {
            boolean confirmed = outcomes.get(2 * day) instanceof Done<?>;
            boolean sold = outcomes.get(2 * day + 1) instanceof Done<?>;
            assertThat(confirmed && sold).as("day %d", day).isFalse();
            if (!confirmed) {
                assertThat(GrandHotel.refusal(outcomes.get(2 * day))).isInstanceOf(HoldExpired.class);
            }
        }
        consistent();
    }

    /** Without a key, the second request equals the first, whose booking is for other nights by now. */
    @Test
    void aUserWhoHasMovedABookingCanBookTheFirstStayAgain() {
        GrandHotel.open(server, 2, 10);
        Booking first = booking(server.submit(book("ann", 1, 2, 1)));
        other.submit(new Amend(Target.of(first.id()), null, TODAY.plusDays(4), TODAY.plusDays(6), null));
        Booking second = booking(server.submit(book("ann", 1, 2, 1)));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.stay()).isEqualTo(Stay.of(TODAY.plusDays(1), 2));
        assertThat(other.submit(book("ann", 1, 2, 1)))
                .satisfies(again -> assertThat(booking(again).id()).isEqualTo(second.id()));
        assertThat(server.read().booking(first.id()).orElseThrow().stay()).isEqualTo(Stay.of(TODAY.plusDays(4), 2));
        consistent();
    }

    @Test
    void aUserNeverHasMoreHoldsThanAllowed() throws Exception {
        assertThat(holdsOf("ann", this)).isEqualTo(10);
        consistent();
    }

    /** Two owners may use the same id for different users, and neither learns what holds the other's user has. */
    @Test
    void holdsOfOneOwnersUserDoNotCountForAnothersUser() throws Exception {
        GrandHotel.open(server, 100, 1);
        List<Outcome<?>> outcomes = GrandHotel.atOnce(
                40,
                i -> () -> server(i)
                        .submit(
                                book("ann", 0, 1, 1).heldFor(QUARTER).withKey("hold-" + i),
                                new Caller(i % 4 < 2 ? "one" : "other", "request-" + i, null, null)));
        assertThat(GrandHotel.done(Booking.class, outcomes).stream()
                        .map(Booking::owner)
                        .collect(Collectors.groupingBy(owner -> owner, Collectors.counting())))
                .isEqualTo(Map.of("one", 10L, "other", 10L));
        consistent();
    }

    /** A reinstated hold counts for its owner, even if another owner reinstates it. */
    @Test
    void aReinstatedHoldCountsForItsOwner() {
        GrandHotel.open(server, 100, 1);
        Caller owner = new Caller("one", "request", null, null);
        Booking first =
                booking(server.submit(book("ann", 0, 1, 1).heldFor(QUARTER).withKey("first"), owner));
        server.submit(new Cancel(first.id(), null));
        for (int i = 0; i < 10; i++) {
            booking(server.submit(book("ann", 0, 1, 1).heldFor(QUARTER).withKey("hold-" + i), owner));
        }
        assertThat(other.submit(new Reinstate(Target.of(first.id()), QUARTER)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isInstanceOf(TooManyHolds.class));
    }

    /** Returns how many of 40 holds on 8 room types are made when a user asks for all at once through two servers. */
    public static int holdsOf(String user, TwoServers on) throws Exception {
        GrandHotel.open(on.server, 1, 1);
        for (int i = 0; i < 8; i++) {
            on.server.submit(SaveRoomType.of("type-" + i, GrandHotel.PROPERTY, "Type", 1_000, GrandHotel.PRICE));
            on.server.submit(new OpenNights(new RoomTypeId("type-" + i), TODAY, TODAY.plusDays(5), null, null));
        }
        List<Outcome<?>> outcomes = GrandHotel.atOnce(40, i -> () -> {
            Stay night = Stay.of(TODAY.plusDays(i / 8), 1);
            return on.server(i).submit(Book.of(user, "type-" + i % 8, night, 1).heldFor(QUARTER));
        });
        assertThat(GrandHotel.refusals(outcomes)).hasOnlyElementsOfType(TooManyHolds.class);
        return GrandHotel.done(Booking.class, outcomes).size();
    }

    @Test
    void changesAtOnceNeverOversellAndNeverLoseAStay() throws Exception {
        GrandHotel.open(server, 10, 40);
        List<Booking> bookings = IntStream.range(0, 30)
                .mapToObj(i -> booking(server.submit(book("guest-" + i, 1 + i, 1, 1))))
                .toList();
        // From later nights, all want the first night too, and there are ten rooms.
        List<Outcome<?>> outcomes = GrandHotel.atOnce(
                30,
                i -> () -> server(i)
                        .submit(new Amend(Target.of(bookings.get(i).id()), null, TODAY, TODAY.plusDays(1), 1)));
        assertThat(GrandHotel.done(Booking.class, outcomes)).hasSize(10);
        assertThat(GrandHotel.refusals(outcomes)).hasSize(20);
        assertThat(server.read().nights(DELUXE, TODAY, TODAY.plusDays(40)).stream()
                        .mapToInt(night -> night.booked())
                        .sum())
                .isEqualTo(30);
        consistent();
    }

    @Test
    void aChangeAndACancelAtOnceGiveBackExactlyTheRooms() throws Exception {
        GrandHotel.open(server, 30, 10);
        for (int round = 0; round < 10; round++) {
            Booking made = booking(server.submit(book("ann-" + round, 0, 2, 2)));
            List<Outcome<?>> outcomes = GrandHotel.atOnce(
                    2,
                    i -> () -> i == 0
                            ? server.submit(
                                    new Amend(Target.of(made.id()), null, TODAY.plusDays(1), TODAY.plusDays(6), 3))
                            : other.submit(new Cancel(made.id(), null)));
            assertThat(outcomes.get(1)).isInstanceOf(Done.class);
        }
        assertThat(server.read().nights(DELUXE, TODAY, TODAY.plusDays(10))).allMatch(night -> night.booked() == 0);
        consistent();
    }

    /** They may share a batch. The second starts from the booking as the first changed it. */
    @Test
    void aChangeOfAChangeFindsItsNights() {
        GrandHotel.open(server, 2, 30);
        server.submit(SaveRoomType.of("suite", GrandHotel.PROPERTY, "Suite", 2, GrandHotel.PRICE));
        RoomTypeId suite = new RoomTypeId("suite");
        server.submit(new OpenNights(suite, TODAY, TODAY.plusDays(30), null, null));
        Booking made = booking(server.submit(book("ann", 0, 2, 1)));
        Target target = Target.of(made.id());
        List<Outcome<?>> outcomes = inOneBatch(List.of(
                new Amend(target, null, TODAY.plusDays(10), TODAY.plusDays(12), null),
                new Amend(target, suite, null, null, null),
                new Amend(target, null, null, TODAY.plusDays(20), 2)));
        assertThat(outcomes).allMatch(Done.class::isInstance);
        Booking changed = server.read().booking(made.id()).orElseThrow();
        assertThat(changed.roomTypeId()).isEqualTo(suite);
        assertThat(changed.stay()).isEqualTo(Stay.of(TODAY.plusDays(10), 10));
        consistent();
    }

    @Test
    void ofChangesOfTheSameVersionOneIsMade() throws Exception {
        GrandHotel.open(server, 30, 30);
        Booking made = booking(server.submit(book("ann", 0, 2, 1)));
        List<Outcome<?>> outcomes = GrandHotel.atOnce(
                10,
                i -> () -> server(i)
                        .submit(new Amend(Target.of(made.id()).inVersion(1), null, null, TODAY.plusDays(3 + i), null)));
        assertThat(GrandHotel.done(Booking.class, outcomes)).hasSize(1);
        assertThat(server.read().booking(made.id()).orElseThrow().version()).isEqualTo(2);
        consistent();
    }

    @Test
    void aCheckInIsUndoneUntilSomethingFollowedFromIt() {
        GrandHotel.open(server, 1, 10);
        Booking made = booking(server.submit(book("ann", 0, 2, 1)));
        Target target = Target.of(made.id());
        server.submit(new Advance(target, Transition.CONFIRM));
        server.submit(new Advance(target, Transition.CHECK_IN));
        Booking undone = booking(other.submit(new Advance(target, Transition.UNDO_CHECK_IN)));
        assertThat(undone.status()).isEqualTo(BookingStatus.CONFIRMED);
        assertThat(server.read().booking(made.id())).contains(undone);
        assertThat(other.submit(new Advance(target, Transition.UNDO_CHECK_IN))).isEqualTo(new Done<>(undone, true));

        server.submit(new Advance(target, Transition.CHECK_IN));
        server.submit(new Amend(target, null, null, TODAY.plusDays(3), null));
        assertThat(GrandHotel.refusal(other.submit(new Advance(target, Transition.UNDO_CHECK_IN))))
                .isInstanceOf(InvalidTransition.class);
        server.submit(new Advance(target, Transition.CHECK_OUT));
        assertThat(GrandHotel.refusal(other.submit(new Advance(target, Transition.UNDO_CHECK_IN))))
                .isInstanceOf(InvalidTransition.class);
    }
}
