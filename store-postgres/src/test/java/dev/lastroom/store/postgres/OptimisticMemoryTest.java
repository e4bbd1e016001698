package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.Counts.ROOM_TYPES_AT_ONCE;
import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.PRICE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Restriction;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An optimistic server remembers something that another server has changed. The database must notice. */
class OptimisticMemoryTest {

    private static final int ROOMS = 5;

    private final PostgresDatabase database = new PostgresDatabase(true);
    private final BookingEngine server = GrandHotel.engine(database.open());
    private final BookingEngine other = GrandHotel.engine(database.open());

    @BeforeEach
    void remember() {
        GrandHotel.open(server, ROOMS, 10);
        // The first booking reads the nights, so they are remembered from now on.
        booking(server.submit(book("first", 0, 2, 1)));
    }

    @AfterEach
    void close() {
        server.close();
        other.close();
        database.close();
    }

    @Test
    void roomsThatAnotherServerSoldAreNotSoldAgain() {
        booking(other.submit(book("bob", 0, 2, ROOMS - 1)));
        assertThat(server.submit(book("ann", 0, 2, 1)))
                .isEqualTo(new Refused<>(new InsufficientInventory(DELUXE, 1, 0, TODAY), false));
        assertThat(server.read().integrity().consistent()).isTrue();
    }

    /** The guard is the table's CHECK. Without it, a server that relies on its memory oversells. */
    @Test
    void negativeControlWithoutTheCheckTheyAreSoldAgain() throws SQLException {
        database.execute("ALTER TABLE night DROP CONSTRAINT night_not_oversold");
        booking(other.submit(book("bob", 0, 2, ROOMS - 1)));
        assertThat(server.submit(book("ann", 0, 2, 1))).isInstanceOf(Done.class);
    }

    /** An open store does not check whether the constraint is still there. */
    private Store openWithoutTheCheck() throws SQLException {
        Store store = database.open();
        database.execute("ALTER TABLE night DROP CONSTRAINT night_not_oversold");
        return store;
    }

    /**
     * More room types than one batch reads. In the end all of their nights are remembered, and no locks are taken for
     * them.
     */
    @Test
    void aBatchOfManyRoomTypesIsDecidedFromMemory() throws SQLException {
        List<String> roomTypes = IntStream.rangeClosed(0, ROOM_TYPES_AT_ONCE)
                .mapToObj(i -> "type-" + i)
                .toList();
        for (String id : roomTypes) {
            other.submit(SaveRoomType.of(id, GrandHotel.PROPERTY, id, 1, PRICE));
            other.submit(new OpenNights(new RoomTypeId(id), TODAY, TODAY.plusDays(10), null, null));
        }
        try (Store store = openWithoutTheCheck()) {
            Decision decision = new Decision(Rules.DEFAULT);
            for (int day = 0; day < 2; day++) {
                assertThat(store.apply(ofAll(roomTypes, day), decision, LockWait.FULL)
                                .outcomes())
                        .allMatch(Done.class::isInstance);
            }
            roomTypes.forEach(id -> booking(other.submit(Book.of("bob", id, Stay.of(TODAY.plusDays(5), 1), 1))));

            assertThat(store.apply(ofAll(roomTypes, 5), decision, LockWait.FULL).outcomes())
                    .as("sold twice, because nothing guards the remembered counts")
                    .allMatch(Done.class::isInstance);
        }
    }

    private List<Request<?>> ofAll(List<String> roomTypes, int day) {
        return requests(roomTypes.stream()
                .map(id -> Book.of("ann", id, Stay.of(TODAY.plusDays(day), 1), 1))
                .toArray(Command[]::new));
    }

    @Test
    void noRequestIsRefusedFromMemoryAlone() {
        Booking all = booking(server.submit(book("bob", 0, 2, ROOMS - 1)));
        assertThat(other.submit(new Cancel(all.id(), null))).isInstanceOf(Done.class);
        assertThat(server.submit(book("ann", 0, 2, ROOMS - 1))).isInstanceOf(Done.class);
    }

    @Test
    void aPriceChangedByAnotherServerCounts() {
        other.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(1), null, 2 * PRICE));
        assertThat(booking(server.submit(book("ann", 0, 2, 1))).rate().total().minor())
                .isEqualTo(3 * PRICE);
    }

    @Test
    void aNightMadeSmallerByAnotherServerIsNotOversold() {
        other.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(1), 2, null));
        assertThat(server.submit(book("ann", 0, 2, 2))).isInstanceOf(Refused.class);
        assertThat(server.submit(book("bob", 0, 2, 1))).isInstanceOf(Done.class);
    }

    @Test
    void aRuleMadeByAnotherServerCounts() {
        other.submit(rules(closed(true)));
        assertThat(server.submit(book("ann", 0, 2, 1)))
                .isEqualTo(new Refused<>(new RestrictionViolated(DELUXE, TODAY, Restriction.CLOSED, 0), false));
        other.submit(rules(closed(false)));
        assertThat(server.submit(book("ann", 0, 2, 1))).isInstanceOf(Done.class);
        other.submit(rules(new RulesChange(2, null, null, null, null, null, null, null)));
        assertThat(server.submit(book("bob", 0, 1, ROOMS))).isInstanceOf(Done.class);
    }

    /** Another server takes what a cancel gives back: the night's count is unchanged, but its rules are not. */
    @Test
    void aRuleCountsEvenIfABatchTakesTheRoomsItGivesBack() {
        Booking made = booking(server.submit(book("ann", 0, 1, 1)));
        other.submit(rules(closed(true)));
        try (Store store = database.open()) {
            Decision decision = new Decision(Rules.DEFAULT);
            store.apply(requests(book("eve", 3, 1, 1)), decision, LockWait.FULL);
            other.submit(rules(closed(false)));
            store.apply(requests(book("eve", 0, 1, 1)), decision, LockWait.FULL);
            other.submit(rules(closed(true)));
            assertThat(store.apply(requests(new Cancel(made.id(), null), book("bob", 0, 1, 1)), decision, LockWait.FULL)
                            .outcomes())
                    .satisfiesExactly(
                            cancelled -> assertThat(cancelled).isInstanceOf(Done.class),
                            refused -> assertThat(refused).isInstanceOf(Refused.class));
        }
    }

    private static RulesChange closed(boolean closed) {
        return new RulesChange(null, closed, null, null, null, null, null, null);
    }

    private static OpenNights rules(RulesChange change) {
        return new OpenNights(DELUXE, TODAY, TODAY.plusDays(1), null, null, change);
    }

    private List<Request<?>> requests(Command<?>... commands) {
        return Stream.of(commands)
                .<Request<?>>map(command -> server.request(command, Caller.embedded("batch")))
                .toList();
    }

    @Test
    void aKeyTakenByAnotherServerIsReplayed() {
        Booking made = booking(other.submit(book("ann", 0, 2, 1).withKey("k")));
        // The first booking notices when it claims the key. The second one notices when it looks the key up.
        for (int i = 0; i < 2; i++) {
            Outcome<?> again = server.submit(book("ann", 0, 2, 1).withKey("k"));
            assertThat(again).isEqualTo(new Done<>(made, true));
        }
        assertThat(server.read().integrity().bookingsChecked()).isEqualTo(2);
    }

    /** Both servers find that the key has lost its booking before either writes, and at the same time of the clock. */
    @Test
    void aKeyThatLostItsBookingIsTakenByOneServer() throws Exception {
        Book anns = book("ann", 0, 1, 1);
        Booking lost = booking(server.submit(anns));
        server.submit(new Cancel(lost.id(), null));
        for (int i = 0; i < 2; i++) {
            // The first batch makes a server remember nights. The second one makes it look keys up.
            booking(server.submit(book("first", 0, 2, 1)));
            booking(other.submit(book("first", 0, 2, 1)));
        }

        Connection lock = database.lock(new NightKey(DELUXE, TODAY));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Outcome<?>> one = threads.submit(() -> server.submit(anns));
            Future<Outcome<?>> another = threads.submit(() -> other.submit(anns));
            database.awaitBlocked(2);
            lock.rollback();

            assertThat(booking(one.get()).id()).isEqualTo(booking(another.get()).id());
        } finally {
            lock.close();
        }
    }

    /**
     * Without the lock, PostgreSQL 18 skips a night that another transaction is changing, and the whole batch is
     * repeated.
     */
    @Test
    void aNightInDemandIsWaitedForAndSoldFromMemory() throws Exception {
        try (Store store = openWithoutTheCheck();
                Connection another = database.lock(new NightKey(DELUXE, TODAY));
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Decision decision = new Decision(Rules.DEFAULT);
            store.apply(requests(book("eve", 1, 1, 1)), decision, LockWait.FULL);
            try (Statement statement = another.createStatement()) {
                statement.execute("UPDATE night SET booked = total WHERE stay_date = '" + TODAY + "'");
            }
            Future<Applied> many = threads.submit(
                    () -> store.apply(requests(book("ann", 0, 1, 1), book("bob", 0, 1, 1)), decision, LockWait.FULL));
            database.awaitBlocked(1);
            another.commit();

            assertThat(many.get().outcomes())
                    .as("sold again, because nothing guards the remembered counts")
                    .allMatch(Done.class::isInstance);
        }
    }

    /** Nights that are given back and sold again must be in memory one by one. */
    @Test
    void aBatchThatCancelsAndBooksIsDecidedFromMemory() throws SQLException {
        try (Store store = openWithoutTheCheck()) {
            Decision decision = new Decision(Rules.DEFAULT);
            List<Booking> made = store
                    .apply(requests(book("ann", 5, 1, 1), book("bob", 6, 1, 1)), decision, LockWait.FULL)
                    .outcomes()
                    .stream()
                    .map(GrandHotel::booking)
                    .toList();
            booking(other.submit(book("eve", 7, 1, ROOMS)));
            assertThat(store.apply(
                                    requests(
                                            new Cancel(made.getFirst().id(), null),
                                            new Cancel(made.getLast().id(), null),
                                            book("joe", 7, 1, 1)),
                                    decision,
                                    LockWait.FULL)
                            .outcomes())
                    .as("the last room sold twice, because nothing guards the remembered counts")
                    .satisfiesExactly(
                            first -> assertThat(first).isInstanceOf(Done.class),
                            second -> assertThat(second).isInstanceOf(Done.class),
                            third -> assertThat(third).isInstanceOf(Done.class));
        }
    }

    @Test
    void cancellingABookingOfAnotherServerGivesItsRoomsBack() {
        Booking foreign = booking(other.submit(book("ann", 0, 2, 3)));
        assertThat(server.submit(new Cancel(foreign.id(), null))).isInstanceOf(Done.class);
        assertThat(server.read().nights(DELUXE, TODAY, TODAY.plusDays(2))).allMatch(night -> night.booked() == 1);
        assertThat(server.read().integrity().consistent()).isTrue();
    }
}
