package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.PropertyTags;
import dev.lastroom.engine.inventory.Repair;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal.IdempotencyConflict;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.StayInThePast;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A day at a hotel, on every store. */
public abstract class StoreContract {

    private TestDatabase database;
    private BookingEngine engine;

    @BeforeEach
    void open(TestDatabase fresh) {
        database = fresh;
        engine = GrandHotel.engine(database.open());
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void reopen() {
        engine.close();
        engine = GrandHotel.engine(database.open());
    }

    @Test
    void acknowledgedBookingsAreThereAfterReopening() {
        GrandHotel.open(engine, 3, 10);
        Booking kept = booking(engine.submit(book("ann", 0, 3, 2).withKey("k1")));
        Booking given = booking(engine.submit(book("bob", 1, 1, 1)));
        Outcome<Booking> cancelled = engine.submit(new Cancel(given.id(), given.userId()));

        reopen();

        assertThat(engine.read().booking(kept.id())).contains(kept);
        assertThat(engine.read().booking(given.id())).contains(cancelled.orElseThrow());
        assertThat(engine.submit(book("ann", 0, 3, 2).withKey("k1"))).isEqualTo(new Done<>(kept, true));
        assertThat(booked(4)).containsExactly(2, 2, 2, 0);
    }

    @Test
    void asManyIdsAsTheLimitAreLookedUpAtOnce() {
        GrandHotel.open(engine, 3, 10);
        BookingId made = booking(engine.submit(book("ann", 0, 1, 1))).id();
        List<BookingId> ids = new ArrayList<>(Collections.nCopies(Reads.IDS_MAX - 1, new BookingId(new UUID(7, 7))));
        ids.add(made);
        assertThat(engine.read().existing(ids)).containsExactly(made);
        ids.add(made);
        assertThatIllegalArgumentException().isThrownBy(() -> engine.read().existing(ids));
    }

    @Test
    void everyFieldOfABookingIsKept() {
        new EveryField(engine).ofBookings();
    }

    @Test
    void everyFieldOfAnEntryIsKept() {
        new EveryField(engine).ofEntries();
    }

    /** Another server may change properties and room types that a server remembers. */
    @Test
    void aPropertyChangedByAnotherServerCounts() {
        GrandHotel.open(engine, 3, 10);
        booking(engine.submit(book("ann", 0, 1, 1)));
        try (BookingEngine other = GrandHotel.engine(database.open())) {
            other.submit(new SaveProperty(new Property(
                    new PropertyId(GrandHotel.PROPERTY),
                    "Grand Hotel",
                    ZoneId.of("Pacific/Kiritimati"),
                    Currency.getInstance("EUR"),
                    LocalTime.of(2, 0),
                    PropertyTags.NONE)));
        }
        assertThat(engine.submit(book("bob", 0, 1, 1)))
                .isEqualTo(new Refused<>(new StayInThePast(TODAY, TODAY.plusDays(1)), false));
    }

    @Test
    void backToBackStaysShareNoNight() {
        GrandHotel.open(engine, 1, 10);
        booking(engine.submit(book("ann", 0, 2, 1)));
        booking(engine.submit(book("bob", 2, 2, 1)));
        assertThat(engine.submit(book("cyd", 1, 2, 1)))
                .isEqualTo(new Refused<>(new InsufficientInventory(DELUXE, 1, 0, TODAY.plusDays(1)), false));
        assertThat(booked(5)).containsExactly(1, 1, 1, 1, 0);
    }

    @Test
    void aRefusalChangesNothing() {
        GrandHotel.open(engine, 2, 3);
        engine.submit(book("ann", 2, 1, 1));
        // The third night has too few rooms, and the fourth was never opened.
        assertThat(engine.submit(book("bob", 0, 4, 2)))
                .isEqualTo(new Refused<>(new InsufficientInventory(DELUXE, 2, 1, TODAY.plusDays(2)), false));
        assertThat(engine.submit(book("bob", 0, 4, 1)))
                .isEqualTo(new Refused<>(new InsufficientInventory(DELUXE, 1, 0, TODAY.plusDays(3)), false));
        assertThat(booked(3)).containsExactly(0, 0, 1);
    }

    @Test
    void aRefusalUnderAKeyIsRepeatedEvenWhenRoomsComeFree() {
        GrandHotel.open(engine, 1, 3);
        Booking first = booking(engine.submit(book("ann", 0, 1, 1)));
        Outcome<?> refused = engine.submit(book("bob", 0, 1, 1).withKey("k"));
        engine.submit(new Cancel(first.id(), null));

        reopen();

        assertThat(engine.submit(book("bob", 0, 1, 1).withKey("k")))
                .isEqualTo(new Refused<>(((Refused) refused).reason(), true));
        assertThat(engine.submit(book("bob", 0, 1, 1))).isInstanceOf(Done.class);
    }

    @Test
    void aKeyGetsTheSameAnswerAfterItsStayHasBegun() {
        GrandHotel.open(engine, 3, 3);
        AtomicReference<Instant> clock = new AtomicReference<>(GrandHotel.NOON);
        try (BookingEngine server = GrandHotel.engine(database.open(), clock::get)) {
            Booking made = booking(server.submit(book("ann", 0, 1, 1).withKey("k")));
            clock.set(GrandHotel.NOON.plus(Duration.ofHours(13)));
            assertThat(server.submit(book("bob", 0, 1, 1).withKey("k"))).isEqualTo(conflict("k"));
            assertThat(server.submit(book("ann", 0, 1, 1).withKey("k"))).isEqualTo(new Done<>(made, true));
        }
    }

    private static Outcome<?> conflict(String key) {
        return new Refused<>(new IdempotencyConflict(new IdempotencyKey(key)), false);
    }

    @Test
    void nightsAreOpenedAllOrNothing() {
        GrandHotel.open(engine, 3, 5);
        engine.submit(book("ann", 3, 1, 3));
        assertThat(engine.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(5), 2, 99L)))
                .isInstanceOf(Refused.class);
        assertThat(nights(5)).allMatch(n -> n.total() == 3 && n.price() == GrandHotel.PRICE);

        assertThat(engine.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(400), null, 99L)))
                .isEqualTo(new Done<>(new OpenNights.Opened(400), false));
        assertThat(nights(400)).hasSize(400).allMatch(n -> n.total() == 3 && n.price() == 99);
    }

    @Test
    void bookingsAreFoundByFilterPageByPage() {
        GrandHotel.open(engine, 100, 60);
        for (int i = 0; i < 45; i++) {
            Booking made = booking(engine.submit(book("user-" + i % 3, i, 2, 1)));
            if (i % 5 == 0) {
                engine.submit(new Cancel(made.id(), null));
            }
        }
        BookingFilter filter = new BookingFilter(
                new UserId("user-1"), DELUXE, BookingStatus.PROVISIONAL, TODAY.plusDays(10), TODAY.plusDays(30));
        Page<Booking> first = engine.read().bookings(filter, new PageRequest(3, null));
        Page<Booking> second = engine.read().bookings(filter, new PageRequest(10, first.next()));
        assertThat(first.items()).hasSize(3);
        assertThat(second.next()).isNull();
        // Of the stays that touch days 10 to 29: i = 9 is included by its second night; 10 and 25 were cancelled.
        assertThat(second.items()).hasSize(2);
        assertThat(first.items()).allMatch(b -> b.userId().value().equals("user-1"));
        assertThatThrownBy(() -> engine.read().bookings(filter, new PageRequest(3, "nonsense")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRecountFindsDriftMadeByHand() throws SQLException {
        GrandHotel.open(engine, 5, 5);
        engine.submit(book("ann", 0, 3, 2));
        assertThat(engine.read().integrity()).isEqualTo(new IntegrityReport(5, 1, List.of()));

        database.execute("UPDATE night SET booked = 1 WHERE stay_date = '" + TODAY.plusDays(1) + "'");

        assertThat(engine.read().integrity())
                .isEqualTo(new IntegrityReport(5, 1, List.of(new Drift(DELUXE, TODAY.plusDays(1), 2, 1))));
    }

    @Test
    void aRepairSetsDriftedNightsToTheirRecountAndSaysSo() throws SQLException {
        GrandHotel.open(engine, 5, 5);
        engine.submit(book("ann", 0, 3, 2));
        booking(engine.submit(book("bob", 2, 2, 1)));
        Booking gone = booking(engine.submit(book("cyd", 1, 2, 1)));
        engine.submit(new Cancel(gone.id(), null));
        database.execute(
                "UPDATE night SET booked = 1 WHERE stay_date = '" + TODAY.plusDays(1) + "'",
                "UPDATE night SET booked = 5 WHERE stay_date = '" + TODAY.plusDays(4) + "'");

        try (Store store = database.open()) {
            assertThat(store.repair(keys(0, 5), GrandHotel.NOON))
                    .containsExactly(
                            new Repair(night(1), 5, 2, 1, Repair.Resolution.CORRECTED),
                            new Repair(night(4), 5, 0, 5, Repair.Resolution.CORRECTED));
            assertThat(store.repair(keys(0, 5), GrandHotel.NOON)).isEmpty();
        }
        assertThat(booked(5)).containsExactly(2, 2, 3, 1, 0);
        assertThat(engine.read().integrity().drift()).isEmpty();
        assertThat(repairsRecorded()).containsExactly("deluxe 2027-01-11 1 2", "deluxe 2027-01-14 5 0");
    }

    @Test
    void onlyTheNamedNightsAreRepaired() throws SQLException {
        GrandHotel.open(engine, 5, 5);
        engine.submit(book("ann", 0, 5, 2));
        database.execute("UPDATE night SET booked = 1");
        try (Store store = database.open()) {
            assertThat(store.repair(new TreeSet<>(), GrandHotel.NOON)).isEmpty();
            assertThat(store.repair(keys(1, 3), GrandHotel.NOON)).hasSize(2).allMatch(Repair::corrected);
        }
        assertThat(booked(5)).containsExactly(1, 2, 2, 1, 1);
    }

    @Test
    void anOversoldNightIsNamedAndLeftAsItIs() throws SQLException {
        GrandHotel.open(engine, 5, 3);
        engine.submit(book("ann", 0, 3, 4));
        database.execute(
                "UPDATE night SET total = 2, booked = 2 WHERE stay_date = '" + TODAY + "'",
                "UPDATE night SET booked = 0 WHERE stay_date = '" + TODAY.plusDays(1) + "'",
                "DELETE FROM night WHERE stay_date = '" + TODAY.plusDays(2) + "'");
        try (Store store = database.open()) {
            assertThat(store.repair(keys(0, 3), GrandHotel.NOON))
                    .containsExactly(
                            new Repair(night(0), 2, 4, 2, Repair.Resolution.OVERSOLD),
                            new Repair(night(1), 5, 4, 0, Repair.Resolution.CORRECTED),
                            new Repair(night(2), 0, 4, 0, Repair.Resolution.NOT_OPEN));
        }
        assertThat(booked(3)).containsExactly(2, 4);
        assertThat(repairsRecorded()).containsExactly("deluxe 2027-01-11 0 4");
    }

    /** A server that remembers counts must not use those from before the repair. */
    @Test
    void aRunningServerSellsByTheCorrectedCount() throws SQLException {
        GrandHotel.open(engine, 5, 2);
        Booking held = booking(engine.submit(book("ann", 0, 2, 4)));
        database.execute("UPDATE night SET booked = 1");
        assertThat(engine.submit(book("bob", 0, 1, 1))).isInstanceOf(Done.class);
        database.execute("UPDATE night SET booked = 2");
        try (Store store = database.open()) {
            assertThat(store.repair(keys(0, 2), GrandHotel.NOON)).hasSize(2).allMatch(Repair::corrected);
        }
        assertThat(engine.submit(book("cyd", 0, 1, 1))).isInstanceOf(Refused.class);
        assertThat(engine.submit(new Cancel(held.id(), null))).isInstanceOf(Done.class);
        assertThat(engine.submit(book("dan", 0, 2, 4))).isInstanceOf(Done.class);
        assertThat(booked(2)).containsExactly(5, 4);
        assertThat(engine.read().integrity().consistent()).isTrue();
    }

    static NightKey night(int day) {
        return new NightKey(DELUXE, TODAY.plusDays(day));
    }

    private static SortedSet<NightKey> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(StoreContract::night).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> repairsRecorded() throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM night_repair ORDER BY id")) {
            List<String> repairs = new ArrayList<>();
            while (row.next()) {
                assertThat(row.getObject("at")).isNotNull();
                repairs.add(row.getString("room_type_id") + " " + row.getString("stay_date") + " "
                        + row.getInt("booked_before") + " " + row.getInt("booked_after"));
            }
            return repairs;
        }
    }

    @Test
    void theDatabaseItselfRefusesToOversell() {
        GrandHotel.open(engine, 5, 5);
        assertThatThrownBy(() -> database.execute("UPDATE night SET booked = 6"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> database.execute("UPDATE night SET booked = -1"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void aSchemaNewerThanTheProgramIsRefused() throws SQLException {
        database.execute("""
                INSERT INTO flyway_schema_history
                  (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                VALUES (99, '99', 'future', 'SQL', 'V099__future.sql', 1, 'someone', 1, true)
                """);
        assertThatThrownBy(database::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("use a newer Lastroom");
    }

    /** Even if there is nothing left to migrate. */
    @Test
    void aSchemaOfOtherMigrationsIsRefused() throws SQLException {
        database.execute("UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '001'");
        assertThatThrownBy(database::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The database schema cannot be brought up to date");
    }

    @Test
    void twoStoresMayOpenANewDatabaseAtTheSameTime(TestDatabase fresh) throws Exception {
        List<Store> stores = GrandHotel.atOnce(4, _ -> fresh::open);
        stores.forEach(store -> store.reads().ping());
        stores.forEach(Store::close);
    }

    private List<Night> nights(int count) {
        return engine.read().nights(DELUXE, TODAY, TODAY.plusDays(count));
    }

    private List<Integer> booked(int count) {
        return nights(count).stream().map(Night::booked).toList();
    }
}
