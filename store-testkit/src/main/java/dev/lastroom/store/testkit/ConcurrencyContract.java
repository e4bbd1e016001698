package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.atOnce;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.Precondition;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal.IdempotencyConflict;
import dev.lastroom.engine.outcome.Refusal.PreconditionFailed;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Races between engines that each have a store of their own, as if each were a server. So only the database decides,
 * and no lane can put anything in order.
 */
public abstract class ConcurrencyContract {

    private static final int SERVERS = 4;
    private static final EngineSettings ONE_AT_A_TIME =
            EngineSettings.DEFAULT.withQueue(1_000, 1).withLaneWaitMax(Duration.ofMinutes(1));

    private TestDatabase database;
    private final List<BookingEngine> servers = new ArrayList<>();

    @BeforeEach
    void open(TestDatabase fresh) {
        database = fresh;
        for (int i = 0; i < SERVERS; i++) {
            servers.add(GrandHotel.engine(database.open(), ONE_AT_A_TIME));
        }
    }

    @AfterEach
    void close() {
        servers.forEach(BookingEngine::close);
    }

    private BookingEngine server(int i) {
        return servers.get(i % SERVERS);
    }

    @Test
    void twentyBuyersForTenRooms() throws Exception {
        GrandHotel.open(server(0), 10, 5);
        List<Outcome<?>> outcomes = atOnce(20, i -> () -> server(i).submit(book("buyer-" + i, 0, 3, 1)));
        assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(10);
        assertThat(outcomes).filteredOn(Refused.class::isInstance).hasSize(10);
        assertThat(bookedRooms()).containsExactly(10, 10, 10, 0, 0);
        assertConsistent();
    }

    /**
     * The same race on a count read without a lock oversells. It proves that there is a race for the test above to
     * catch.
     */
    @Test
    void negativeControlTwentyBuyersWithoutALockOversell() throws Exception {
        database.execute(
                "CREATE TABLE unguarded (total INTEGER, booked INTEGER)", "INSERT INTO unguarded VALUES (10, 0)");
        CyclicBarrier allHaveLooked = new CyclicBarrier(20);
        List<Boolean> sold = atOnce(20, _ -> () -> {
            boolean free;
            try (Connection connection = database.connect();
                    var statement = connection.createStatement()) {
                try (ResultSet row = statement.executeQuery("SELECT total - booked FROM unguarded")) {
                    row.next();
                    free = row.getInt(1) > 0;
                }
                allHaveLooked.await();
                if (free) {
                    statement.execute("UPDATE unguarded SET booked = booked + 1");
                }
            }
            return free;
        });
        assertThat(sold).filteredOn(s -> s).hasSizeGreaterThan(10);
    }

    @Test
    void fiveEqualRequestsAtOnceMakeOneBooking() throws Exception {
        GrandHotel.open(server(0), 10, 5);
        assertOneBooking(atOnce(
                5, i -> () -> server(i).submit(book("ann", 0, 2, 1).withKey("click"))));
        assertOneBooking(atOnce(5, i -> () -> server(i).submit(book("bob", 0, 2, 1))));
        assertThat(bookedRooms()).containsExactly(2, 2, 0, 0, 0);
        assertConsistent();
    }

    /** The key row alone must hold where no night is locked: the first request has no night. */
    @Test
    void equalRequestsForANightThatWasNeverOpenedAreRefusedAlike() throws Exception {
        GrandHotel.open(server(0), 10, 5);
        List<Outcome<?>> outcomes =
                atOnce(8, i -> () -> server(i).submit(book("ann", 50, 1, 1).withKey("late")));
        assertThat(outcomes).allMatch(Refused.class::isInstance);
        assertThat(outcomes).filteredOn(o -> !((Refused) o).replayed()).hasSize(1);
    }

    @Test
    void oneKeyOnDifferentRequestsAtOnceGoesToOneOfThem() throws Exception {
        GrandHotel.open(server(0), 10, 20);
        for (int round = 0; round < 10; round++) {
            String key = "key-" + round;
            List<Outcome<?>> outcomes =
                    atOnce(8, i -> () -> server(i).submit(book("ann", i, 1, 1).withKey(key)));
            assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(o -> o instanceof Refused<?> r && r.reason() instanceof IdempotencyConflict)
                    .hasSize(7);
        }
        assertConsistent();
    }

    private static void assertOneBooking(List<Outcome<?>> outcomes) {
        assertThat(outcomes.stream().map(o -> booking(o).id()).distinct()).hasSize(1);
        assertThat(outcomes)
                .filteredOn(o -> o instanceof Done<?> b && !b.replayed())
                .hasSize(1);
    }

    @Test
    void fiftyCancelsAtOnceRestoreOnce() throws Exception {
        GrandHotel.open(server(0), 10, 5);
        booking(server(0).submit(book("ann", 0, 3, 1)));
        Booking booking = booking(server(0).submit(book("bob", 1, 3, 4)));
        List<Outcome<?>> outcomes = atOnce(50, i -> () -> server(i).submit(new Cancel(booking.id(), booking.userId())));
        assertThat(outcomes).allMatch(Done.class::isInstance);
        assertThat(outcomes).filteredOn(o -> !((Done<?>) o).replayed()).hasSize(1);
        assertThat(bookedRooms()).containsExactly(1, 1, 1, 0, 0);
        assertConsistent();
    }

    /**
     * A change with a precondition fails on any state but the one that was read. Of racers that have read the same
     * state, only the first succeeds.
     */
    @Test
    void ofEightWritersThatReadTheSameStateOneChangesIt() throws Exception {
        GrandHotel.open(server(0), 10, 5);
        for (int round = 0; round < 5; round++) {
            String name = "round " + round + ", racer ";
            RoomType roomType = server(0).read().roomType(DELUXE).orElseThrow();
            Precondition same = Precondition.is(Tag.of(roomType));
            assertOneIsFirst(i -> new SaveRoomType(named(roomType, name + i), same));

            PropertyId id = roomType.propertyId();
            Property property = server(0).read().property(id).orElseThrow();
            Precondition sameProperty = Precondition.is(Tag.of(property));
            assertOneIsFirst(i -> new SaveProperty(
                    new Property(id, name + i, property.timeZone(), property.currency()), sameProperty));

            Precondition sameNights =
                    Precondition.is(Tag.of(server(0).read().nights(DELUXE, TODAY, TODAY.plusDays(9))));
            long price = 1_000L * (round + 1);
            assertOneIsFirst(i ->
                    new OpenNights(DELUXE, TODAY, TODAY.plusDays(9), null, price + i, RulesChange.NONE, sameNights));

            RoomType added = new RoomType(new RoomTypeId("new-" + round), id, "New", "", 1, 1);
            assertOneIsFirst(i -> new SaveRoomType(named(added, name + i), Precondition.ABSENT));
        }
    }

    /**
     * Without preconditions every racer succeeds. This proves that the race above is one, and that the preconditions
     * decide it.
     */
    @Test
    void negativeControlWithoutAPreconditionAllEightChangeIt() throws Exception {
        GrandHotel.open(server(0), 10, 5);
        RoomType roomType = server(0).read().roomType(DELUXE).orElseThrow();
        assertThat(atOnce(8, i -> () -> server(i).submit(new SaveRoomType(named(roomType, "racer " + i)))))
                .allMatch(Done.class::isInstance);
    }

    private static RoomType named(RoomType roomType, String name) {
        return new RoomType(
                roomType.id(),
                roomType.propertyId(),
                name,
                roomType.description(),
                roomType.totalRooms(),
                roomType.pricePerNight());
    }

    private void assertOneIsFirst(IntFunction<Command<?>> racer) throws Exception {
        List<Outcome<?>> outcomes = atOnce(8, i -> () -> server(i).submit(racer.apply(i)));
        assertThat(outcomes)
                .filteredOn(Done.class::isInstance)
                .as(outcomes.toString())
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(o -> o instanceof Refused<?> r && r.reason() instanceof PreconditionFailed)
                .as(outcomes.toString())
                .hasSize(7);
    }

    /** Overlapping stays, cancels and re-sends from all servers: no failure, and both accounts agree. */
    @Test
    void aThousandRequestsLeaveTheAccountsEqual() throws Exception {
        long seed = Long.getLong("lastroom.seed", new SplittableRandom().nextLong());
        System.out.println("aThousandRequestsLeaveTheAccountsEqual: -Dlastroom.seed=" + seed);
        int nights = 20;
        GrandHotel.open(server(0), 12, nights);
        List<Map<Integer, Integer>> accounts = atOnce(20, client -> () -> client(seed, client, nights));

        int[] account = new int[nights];
        accounts.forEach(a -> a.forEach((night, rooms) -> account[night] += rooms));
        assertThat(bookedRooms())
                .containsExactlyElementsOf(IntStream.of(account).boxed().toList());
        assertThat(IntStream.of(account).sum()).isPositive();
        assertConsistent();
    }

    /** Takes fifty steps as one client, and returns the rooms that the client holds each night by its own account. */
    private Map<Integer, Integer> client(long seed, int client, int nights) {
        SplittableRandom random = new SplittableRandom(seed + client);
        Map<Integer, Integer> account = new TreeMap<>();
        List<Booking> mine = new ArrayList<>();
        for (int step = 0; step < 50; step++) {
            BookingEngine server = server(random.nextInt(SERVERS));
            if (random.nextInt(3) == 0 && !mine.isEmpty()) {
                Booking booking = mine.remove(random.nextInt(mine.size()));
                Outcome<?> outcome = server.submit(new Cancel(booking.id(), booking.userId()));
                assertThat(outcome).isInstanceOf(Done.class);
                keepAccount(account, booking.stay(), -booking.rooms());
                continue;
            }
            int day = random.nextInt(nights - 4);
            Book book = book("client-" + client, day, 1 + random.nextInt(4), 1 + random.nextInt(3))
                    .withKey(client + "-" + step);
            Outcome<Booking> outcome = server.submit(book);
            Outcome<?> again = server(random.nextInt(SERVERS)).submit(book);
            assertThat(outcome).isNotInstanceOf(Failed.class);
            if (outcome instanceof Done<Booking>(Booking booked, boolean _)) {
                assertThat(booking(again).id()).isEqualTo(booked.id());
                mine.add(booked);
                keepAccount(account, booked.stay(), booked.rooms());
            } else {
                assertThat(again).isInstanceOf(Refused.class);
            }
        }
        return account;
    }

    private static void keepAccount(Map<Integer, Integer> account, Stay stay, int rooms) {
        stay.dates()
                .forEach(date -> account.merge((int) (date.toEpochDay() - TODAY.toEpochDay()), rooms, Integer::sum));
    }

    private List<Integer> bookedRooms() {
        return server(0).read().nights(DELUXE, TODAY, TODAY.plusDays(100)).stream()
                .map(Night::booked)
                .toList();
    }

    private void assertConsistent() {
        assertThat(server(0).read().integrity().drift()).isEmpty();
    }
}
