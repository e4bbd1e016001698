package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.CancelGroup;
import dev.lastroom.engine.command.GroupCommand.ConfirmGroup;
import dev.lastroom.engine.command.GroupTarget;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.KeyOutcome.AGroup;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.HoldExpired;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.ItemRefused;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups are booked and changed all or none, while two servers on one database work on the same rooms. */
@Timeout(60)
public abstract class GroupContract {

    private static final int ROOM_TYPES = 6;

    private TestDatabase database;
    private final AtomicReference<Instant> clock = new AtomicReference<>(GrandHotel.NOON);
    private final AtomicInteger retries = new AtomicInteger();
    private BookingEngine server;
    private BookingEngine other;

    @BeforeEach
    void open(TestDatabase fresh) {
        database = fresh;
        server = engine();
        other = engine();
    }

    private BookingEngine engine() {
        EngineListener listener = new EngineListener() {
            @Override
            public void retried(int commands, int attempt) {
                retries.incrementAndGet();
            }
        };
        return new BookingEngine(database.open(), EngineSettings.DEFAULT, clock::get, IdSource.secure(), listener);
    }

    @AfterEach
    void close() {
        server.close();
        other.close();
    }

    private BookingEngine server(int i) {
        return i % 2 == 0 ? server : other;
    }

    /** Opens room types 0 to 5 with {@code rooms} rooms on each of several nights. */
    private void openRoomTypes(int rooms) {
        openRoomTypes(rooms, 15);
    }

    private void openRoomTypes(int rooms, int nights) {
        GrandHotel.open(server, 1, 1);
        for (int i = 0; i < ROOM_TYPES; i++) {
            server.submit(SaveRoomType.of("type-" + i, GrandHotel.PROPERTY, "Type", rooms, GrandHotel.PRICE));
            server.submit(new OpenNights(new RoomTypeId("type-" + i), TODAY, TODAY.plusDays(nights), null, null));
        }
    }

    private static RoomStay item(int roomType, int day, int nights, int rooms) {
        return new RoomStay(new RoomTypeId("type-" + roomType), Stay.of(TODAY.plusDays(day), nights), rooms);
    }

    private static BookGroup group(String user, List<RoomStay> items) {
        return new BookGroup(new UserId(user), items, null, null);
    }

    /** Returns a group of one item of every room type, in this order or reversed. */
    private static BookGroup everyType(String user, boolean reversed) {
        List<RoomStay> items = IntStream.range(0, ROOM_TYPES)
                .mapToObj(type -> item(reversed ? ROOM_TYPES - 1 - type : type, 0, 3, 1))
                .toList();
        return group(user, items);
    }

    private static BookingGroup booked(Outcome<?> outcome) {
        if (outcome instanceof Done(BookingGroup group, boolean _)) {
            return group;
        }
        throw new AssertionError("not booked: " + outcome);
    }

    private int bookedRooms() {
        return IntStream.range(0, ROOM_TYPES)
                .flatMap(type ->
                        server.read().nights(new RoomTypeId("type-" + type), TODAY, TODAY.plusDays(200)).stream()
                                .mapToInt(night -> night.booked()))
                .sum();
    }

    private void consistent() {
        assertThat(server.read().integrity().drift()).isEmpty();
    }

    @Test
    void groupsInOppositeOrdersNeverDeadlockAndShareTheRooms() throws Exception {
        openRoomTypes(20);
        List<Outcome<?>> outcomes =
                GrandHotel.atOnce(40, i -> () -> server(i).submit(everyType("guest-" + i, i % 2 == 1)));
        assertThat(outcomes.stream().filter(Done.class::isInstance)).hasSize(20);
        assertThat(outcomes.stream().filter(Refused.class::isInstance))
                .hasSize(20)
                .allSatisfy(outcome -> {
                    assertThat(GrandHotel.refusal(outcome)).isInstanceOf(ItemRefused.class);
                    assertThat(((ItemRefused) GrandHotel.refusal(outcome)).reason())
                            .isInstanceOf(InsufficientInventory.class);
                });
        // A deadlock would have caused a retry.
        assertThat(retries).hasValue(0);
        assertThat(bookedRooms()).isEqualTo(20 * 3 * ROOM_TYPES);
        consistent();
    }

    @Test
    void oneRequestSentToTwoServersAtOnceMakesOneGroup() throws Exception {
        openRoomTypes(100);
        for (int round = 0; round < 10; round++) {
            BookGroup wanted = everyType("ann-" + round, false).withKey("group-" + round);
            List<Outcome<?>> outcomes =
                    GrandHotel.atOnce(6, i -> () -> server(i).submit(wanted));
            assertThat(outcomes.stream().map(outcome -> booked(outcome).id()).distinct())
                    .hasSize(1);
            assertThat(outcomes.stream().filter(outcome -> outcome instanceof Done(var _, boolean r) && !r))
                    .hasSize(1);
        }
        assertThat(bookedRooms()).isEqualTo(10 * 3 * ROOM_TYPES);
        consistent();
    }

    @Test
    void aGroupIsReadAndReplayedAsAWhole() {
        openRoomTypes(10);
        BookGroup wanted = group("ann", List.of(item(3, 0, 2, 1), item(1, 1, 2, 2), item(3, 0, 1, 1)))
                .withKey("k");
        BookingGroup made = booked(server.submit(wanted));
        assertThat(other.read().group(made.id())).isEqualTo(made.bookings());
        assertThat(other.submit(wanted)).isEqualTo(new Done<>(made, true));
        made.bookings()
                .forEach(booking -> assertThat(other.read().keyOf(booking))
                        .hasValueSatisfying(key -> assertThat(key.outcome()).isEqualTo(new AGroup(made.id()))));
        assertThat(other.read().group(new GroupId(made.first().id().value()))).isEmpty();

        // Another command of the same batch also reads its first booking.
        List<Outcome<?>> outcomes = List.of(other.submit(new Cancel(made.first().id(), null)), other.submit(wanted));
        assertThat(outcomes.getFirst()).isInstanceOf(Done.class);
        assertThat(booked(outcomes.getLast()).bookings())
                .extracting(Booking::status)
                .containsExactly(BookingStatus.CANCELLED, BookingStatus.PROVISIONAL, BookingStatus.PROVISIONAL);
    }

    @Test
    void cancelsOfAGroupAndOfItsItemsAtOnceGiveEveryRoomBackOnce() throws Exception {
        openRoomTypes(10);
        for (int round = 0; round < 5; round++) {
            BookingGroup made = booked(server.submit(everyType("ann-" + round, false)));
            List<Outcome<?>> outcomes = GrandHotel.atOnce(
                    6,
                    i -> () -> i < 2
                            ? server(i).submit(new CancelGroup(GroupTarget.of(made.id())))
                            : server(i).submit(new Cancel(made.bookings().get(i).id(), null)));
            assertThat(outcomes.subList(0, 2)).allMatch(Done.class::isInstance);
            assertThat(server.read().group(made.id())).allMatch(b -> b.status() == BookingStatus.CANCELLED);
        }
        assertThat(bookedRooms()).isZero();
        consistent();
    }

    /** A change moves a booking to nights that were not the group's; the second command finds it there. */
    @Test
    void aCancelOfAGroupAndAChangeOfAnItemAtOnceLeaveNothing() throws Exception {
        openRoomTypes(10);
        for (int round = 0; round < 10; round++) {
            BookingGroup made = booked(server.submit(everyType("ann-" + round, false)));
            Target moved = Target.of(made.bookings().get(2).id());
            List<Outcome<?>> outcomes = GrandHotel.atOnce(
                    2,
                    i -> () -> i == 0
                            ? server.submit(new Amend(
                                    moved, new RoomTypeId("type-5"), TODAY.plusDays(9), TODAY.plusDays(12), 2))
                            : other.submit(new CancelGroup(GroupTarget.of(made.id()))));
            assertThat(outcomes.get(1)).isInstanceOf(Done.class);
        }
        assertThat(bookedRooms()).isZero();
        consistent();
    }

    @Test
    void aHeldGroupIsConfirmedWhollyOrNotAtAll() {
        openRoomTypes(1);
        HoldTime quarter = new HoldTime(Duration.ofMinutes(15));
        BookingGroup held = booked(server.submit(everyType("ann", false).heldFor(quarter)));
        BookingGroup late = booked(server.submit(
                group("bob", List.of(item(0, 5, 1, 1), item(1, 5, 1, 1))).heldFor(quarter)));
        assertThat(other.submit(new ConfirmGroup(GroupTarget.of(held.id())))).isInstanceOf(Done.class);
        clock.updateAndGet(now -> now.plus(quarter.length()));
        assertThat(GrandHotel.refusal(other.submit(new ConfirmGroup(GroupTarget.of(late.id())))))
                .isEqualTo(new ItemRefused(0, new HoldExpired(late.first().id(), clock.get())));
        assertThat(server.read().group(held.id())).allMatch(b -> b.status() == BookingStatus.CONFIRMED);
        assertThat(server.read().group(late.id())).allMatch(b -> b.status() == BookingStatus.EXPIRED);
        assertThat(bookedRooms()).isEqualTo(3 * ROOM_TYPES);
        consistent();
    }

    @Test
    void theLargestGroupIsBookedAndCancelled() {
        openRoomTypes(20, 150);
        BookGroup largest = group("ann", Collections.nCopies(50, item(0, 0, 100, 1)));
        Refusal full = GrandHotel.refusal(server.submit(largest));
        assertThat(full)
                .isEqualTo(new ItemRefused(20, new InsufficientInventory(new RoomTypeId("type-0"), 1, 0, TODAY)));
        List<RoomStay> items = IntStream.range(0, 50)
                .mapToObj(i -> item(i % ROOM_TYPES, i, 100, 1))
                .toList();
        BookingGroup made = booked(server.submit(group("ann", items)));
        assertThat(bookedRooms()).isEqualTo(5_000);
        assertThat(other.submit(new CancelGroup(GroupTarget.of(made.id())))).isInstanceOf(Done.class);
        assertThat(bookedRooms()).isZero();
        consistent();
    }
}
