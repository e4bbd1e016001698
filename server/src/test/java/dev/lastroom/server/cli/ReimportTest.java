package dev.lastroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.CancellationPolicy.Tier;
import dev.lastroom.engine.money.Charge.Percent;
import dev.lastroom.engine.money.Terms;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An import knows which bookings exist already, and decides again about refused ones. */
class ReimportTest extends BulkFixture {

    private static final String DATABASE = "hotel.db";
    private static final RoomTypeId DELUXE = new RoomTypeId("deluxe");
    private static final LocalDate TODAY = LocalDate.of(2099, 1, 1);
    private static final Instant NOON = Instant.parse("2099-01-01T12:00:00Z");

    /**
     * Sets up a booking in every status on the first day of the stays, and everything else that bookings can belong to.
     */
    private void everyKindOfBooking() {
        try (BookingEngine engine = new BookingEngine(
                SqliteStore.open(SqliteSettings.of(folder.resolve(DATABASE))),
                EngineSettings.DEFAULT,
                InstantSource.fixed(NOON),
                IdSource.secure(),
                EngineListener.NONE)) {
            open(engine, 30);
            booked(engine, "plain", 0);
            advance(engine, booked(engine, "confirmed", 0), Transition.CONFIRM);
            advance(engine, booked(engine, "there", 0), Transition.CONFIRM, Transition.CHECK_IN);
            advance(engine, booked(engine, "left", 0), Transition.CONFIRM, Transition.CHECK_IN, Transition.CHECK_OUT);
            advance(engine, booked(engine, "absent", 0), Transition.CONFIRM, Transition.NO_SHOW_UP);
            Booking changed = booked(engine, "changed", 0);
            engine.submit(new Amend(Target.of(changed.id()), null, null, TODAY.plusDays(5), 2, 3))
                    .orElseThrow();
            Booking cancelled = booked(engine, "cancelled", 0);
            engine.submit(new Cancel(cancelled.id(), null)).orElseThrow();
            Booking again = booked(engine, "again", 0);
            advance(engine, again, Transition.CONFIRM);
            engine.submit(new Cancel(again.id(), null)).orElseThrow();
            engine.submit(new Reinstate(Target.of(again.id()), null)).orElseThrow();
            engine.submit(Book.of("holder", "deluxe", stay(0), 1)
                            .heldFor(new HoldTime(Duration.ofHours(1)))
                            .withKey("hold"))
                    .orElseThrow();
            costly(engine);
            RoomStay item = new RoomStay(DELUXE, stay(0), 1);
            engine.submit(new BookGroup(new UserId("group"), List.of(item, item), null, null).withKey("tour"))
                    .orElseThrow();
            engine.submit(new BookGroup(new UserId("derived"), List.of(item, item), null, null))
                    .orElseThrow();
            CreateAllotment tour = new CreateAllotment(null, DELUXE, "Tour", stay(0), 2, Release.NONE, null);
            engine.submit(Book.of("drawn", "deluxe", stay(0), 1)
                            .of(engine.submit(tour).orElseThrow().allotment().id())
                            .withKey("drawn"))
                    .orElseThrow();
            // The first booking takes all but the rooms that the second user waits for, who therefore gets an offer.
            Booking full = engine.submit(Book.of("full", "deluxe", stay(10), 30).withKey("full"))
                    .orElseThrow();
            engine.submit(new Join(new UserId("waits"), new RoomStay(DELUXE, stay(10), 2), null, null))
                    .orElseThrow();
            engine.submit(new Amend(Target.of(full.id()), null, null, null, 28)).orElseThrow();
            engine.submit(new Join(new UserId("waits-on"), new RoomStay(DELUXE, stay(10), 1), null, null))
                    .orElseThrow();
        }
    }

    /** A booking with a fee that stays due, and the price of the day of its late reinstatement. */
    private static void costly(BookingEngine engine) {
        SaveRoomType plain = SaveRoomType.of("deluxe", "grand", "Deluxe", 30, 10_000);
        CancellationPolicy fee = new CancellationPolicy(List.of(new Tier(99, new Percent(45))));
        engine.submit(new SaveRoomType(plain.roomType().with(new Terms(null, fee))))
                .orElseThrow();
        Booking costly = booked(engine, "costly", 14);
        advance(engine, costly, Transition.CONFIRM);
        engine.submit(new Amend(Target.of(costly.id()), null, null, TODAY.plusDays(15), null))
                .orElseThrow();
        engine.submit(new Cancel(costly.id(), null)).orElseThrow();
        Reinstate late = new Reinstate(Target.of(costly.id()), null);
        engine.submitAsync(engine.request(late, Caller.embedded("late"), NOON.plus(Duration.ofDays(2))))
                .join()
                .orElseThrow();
        engine.submit(plain).orElseThrow();
    }

    private static Stay stay(int day) {
        return Stay.of(TODAY.plusDays(day), 2);
    }

    private static void open(BookingEngine engine, int rooms) {
        engine.submit(SaveProperty.of("grand", "Grand", "Europe/Berlin", "EUR")).orElseThrow();
        engine.submit(SaveRoomType.of("deluxe", "grand", "Deluxe", rooms, 10_000))
                .orElseThrow();
        engine.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(20), rooms, null))
                .orElseThrow();
    }

    private static Booking booked(BookingEngine engine, String user, int day) {
        return engine.submit(Book.of(user, "deluxe", stay(day), 1).withKey(user))
                .orElseThrow();
    }

    private static void advance(BookingEngine engine, Booking booking, Transition... steps) {
        for (Transition step : steps) {
            engine.submit(new Advance(Target.of(booking.id()), step)).orElseThrow();
        }
    }

    /** Returns all rows of all tables, in the order in which they were written. */
    private Map<String, List<List<Object>>> tables() throws SQLException {
        Map<String, List<List<Object>>> tables = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(DATABASE));
                Statement statement = connection.createStatement()) {
            for (List<Object> table : rows(statement, "SELECT name FROM sqlite_master WHERE type = 'table'")) {
                String name = table.getFirst().toString();
                tables.put(name, rows(statement, "SELECT * FROM \"" + name + "\""));
            }
        }
        return tables;
    }

    private static List<List<Object>> rows(Statement statement, String query) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson"})
    void anExportChangesNothingInItsOwnDatabase(String format) throws Exception {
        everyKindOfBooking();
        String bookings = folder.resolve("bookings." + format).toString();
        String nights = folder.resolve("nights." + format).toString();
        assertThat(run(DATABASE, "export", "bookings", bookings).status()).isZero();
        assertThat(run(DATABASE, "export", "inventory", nights).status()).isZero();
        assertThat(Files.readString(Path.of(bookings)))
                .containsPattern("\"leastFee\":9000|,9000,9000,")
                .containsPattern("(\"repricedAt\":\"|,)2099-01-03T12:00:00Z");
        Map<String, List<List<Object>>> before = tables();
        assertThat(before.get("event")).hasSizeGreaterThan(30);
        assertThat(before.get("waitlist")).hasSize(2);

        Ended ended = run(DATABASE, "import", "bookings", bookings, "--json");
        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.json().get("rows").intValue()).isEqualTo(17);
        assertThat(ended.json().get("known").intValue()).isEqualTo(17);
        assertThat(run(DATABASE, "import", "bookings", bookings).out()).containsPattern("already there +17");
        assertThat(run(DATABASE, "import", "inventory", nights).status()).isZero();
        assertThat(tables()).isEqualTo(before);
    }

    private static final String HEADER = "idempotencyKey,userId,roomTypeId,startDate,endDate,roomsBooked,bookingId";

    private void assertImported(String what, String row, String count) throws Exception {
        Ended ended = run(DATABASE, "import", "bookings", file(what + ".csv", HEADER, row), "--json");
        assertThat(
                        ended.json().get(count).isArray()
                                ? ended.json().get(count).size()
                                : ended.json().get(count).intValue())
                .as(what + ": " + ended.out())
                .isEqualTo(1);
    }

    private List<Booking> bookings() {
        return with(
                DATABASE,
                engine -> engine.read()
                        .bookings(BookingFilter.ALL, new PageRequest(100, null))
                        .items());
    }

    @Test
    void aRefusedRowIsDecidedAgain() throws Exception {
        set(DATABASE, engine -> open(engine, 2));
        String row = "k,ann,deluxe,2099-01-01,2099-01-03,3,";
        assertImported("tooFewRooms", row, "refused");
        set(DATABASE, engine -> engine.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(2), 3, null)));
        assertImported("moreRooms", row, "done");
        assertImported("again", row, "known");
        assertImported("otherValues", row.replace(",3,", ",2,"), "refused");
        assertThat(bookings()).singleElement().extracting(Booking::rooms).isEqualTo(3);
    }

    @Test
    void aCorrectedRowIsDecidedAgain() throws Exception {
        set(DATABASE, engine -> open(engine, 2));
        String row = "k,ann,deluxe,2099-01-01,2099-01-03,3,";
        assertImported("tooFewRooms", row, "refused");
        assertImported("corrected", row.replace(",3,", ",2,"), "done");
        assertThat(bookings()).singleElement().extracting(Booking::rooms).isEqualTo(2);
    }

    /** The client's own next attempt would be refused without a look at the rooms that are free now. */
    @Test
    void aRefusalThatAKeyKeepsForItsClientDoesNotBindAnImport() throws Exception {
        Command<Booking> book = Book.of("ann", "deluxe", stay(0), 3).withKey("k");
        Caller client = new Caller(Caller.NO_OWNER, "r", null, null);
        set(DATABASE, engine -> {
            open(engine, 2);
            assertThat(engine.submit(book, client)).isInstanceOf(Outcome.Refused.class);
            engine.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(2), 4, null));
            assertThat(engine.submit(book, client)).isInstanceOf(Outcome.Refused.class);
        });
        assertImported("decidedAnew", "k,ann,deluxe,2099-01-01,2099-01-03,3,", "done");
        set(DATABASE, engine -> assertThat(engine.submit(book, client)).isInstanceOf(Outcome.Done.class));
    }

    @Test
    void aBookingIsFoundOnWhicheverPageOfIdsItIs() throws Exception {
        set(DATABASE, engine -> open(engine, 2 * Reads.IDS_MAX + 6));
        Set<Integer> known = Set.of(0, Reads.IDS_MAX - 1, Reads.IDS_MAX, 2 * Reads.IDS_MAX + 5);
        List<String> rows = new ArrayList<>(List.of(HEADER));
        for (int i = 0; i < 2 * Reads.IDS_MAX + 6; i++) {
            String user = "user-" + i;
            BookingId id = known.contains(i)
                    ? with(DATABASE, engine -> booked(engine, user, 0)).id()
                    : new BookingId(new UUID(7, i));
            // Only the id tells that a booking is there.
            rows.add("other-%s,%s,deluxe,2099-01-01,2099-01-03,1,%s".formatted(i, user, id));
        }
        String file = file("pages.csv", rows.toArray(String[]::new));
        Ended ended = run(DATABASE, "import", "bookings", file, "--json");
        assertThat(ended.json().get("known").intValue()).as(ended.out()).isEqualTo(known.size());
        assertThat(ended.json().get("done").intValue()).isEqualTo(2 * Reads.IDS_MAX + 6 - known.size());
    }

    @Test
    void aRepeatedOrMalformedIdIsNamedAndNothingIsBooked() throws Exception {
        set(DATABASE, engine -> open(engine, 9));
        String row = "%s,ann,deluxe,2099-01-01,2099-01-03,1,01234567-89ab-7def-8123-456789abcdef";
        Ended twice =
                run(DATABASE, "import", "bookings", file("twice.csv", HEADER, row.formatted("a"), row.formatted("b")));
        assertThat(twice.status()).isEqualTo(2);
        assertThat(twice.err()).contains("line 3, column bookingId: also occurs on line 2");
        Ended none = run(
                DATABASE, "import", "bookings", file("none.csv", HEADER, "a,ann,deluxe,2099-01-01,2099-01-03,1,17"));
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).contains("line 2, column bookingId: must be a UUID");
        assertThat(bookings()).isEmpty();
    }
}
