package dev.lastroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page.PageRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported files can be imported again, once. Bad files change nothing. */
class BulkTest extends BulkFixture {

    private static final RoomTypeId DELUXE = new RoomTypeId("deluxe");
    private static final LocalDate FIRST = LocalDate.of(2099, 1, 1);

    @BeforeEach
    void twoHotels() {
        for (String database : List.of("one.db", "two.db")) {
            set(database, engine -> {
                engine.submit(SaveProperty.of("grand", "Grand", "Europe/Berlin", "EUR"));
                engine.submit(SaveRoomType.of("deluxe", "grand", "Deluxe", 3, 10_000));
            });
        }
        set("one.db", engine -> {
            engine.submit(new OpenNights(DELUXE, FIRST, FIRST.plusDays(10), 3, null));
            engine.submit(new OpenNights(DELUXE, FIRST.plusDays(4), FIRST.plusDays(6), 5, 12_345L));
        });
    }

    private static List<Night> nights(BookingEngine engine) {
        return engine.read().nights(DELUXE, FIRST, FIRST.plusDays(20));
    }

    private static List<Booking> bookings(BookingEngine engine) {
        return engine.read()
                .bookings(BookingFilter.ALL, new PageRequest(100, null))
                .items();
    }

    private static Booking booked(BookingEngine engine, String user, int day, String key) {
        return engine.submit(Book.of(user, "deluxe", Stay.of(FIRST.plusDays(day), 2), 1)
                        .withKey(key))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson"})
    void aCopyOfAHotelHasItsNightsAndItsBookings(String format) {
        String nights = folder.resolve("nights." + format).toString();
        String bookings = folder.resolve("bookings." + format).toString();
        set("one.db", engine -> {
            engine.submit(
                    Book.of("ann", "deluxe", Stay.of(FIRST, 2), 1).forGuests(3).withKey("key, with a \"comma\""));
            Booking confirmed = booked(engine, "bob", 1, "confirmed");
            engine.submit(new Advance(Target.of(confirmed.id()), Transition.CONFIRM));
            Booking cancelled = booked(engine, "cyd", 1, "cancelled");
            engine.submit(new Cancel(cancelled.id(), cancelled.userId()));
            engine.submit(Book.of("dan", "deluxe", Stay.of(FIRST, 1), 1)
                    .heldFor(new HoldTime(Duration.ofHours(1)))
                    .withKey("hold"));
        });

        assertThat(run("one.db", "export", "inventory", nights, "--json")
                        .json()
                        .get("rows")
                        .intValue())
                .isEqualTo(10);
        assertThat(run("one.db", "export", "bookings", bookings, "--json")
                        .json()
                        .get("rows")
                        .intValue())
                .isEqualTo(4);
        Ended set = run("two.db", "import", "inventory", nights, "--json");
        assertThat(set.status()).as(set.err()).isZero();
        assertThat(set.json().get("done").intValue()).isEqualTo(10);

        Ended first = run("two.db", "import", "bookings", bookings, "--json");
        assertThat(first.status()).as(first.err() + first.out()).isZero();
        assertThat(first.json().get("done").intValue()).isEqualTo(2);
        assertThat(first.json().get("skipped").intValue()).isEqualTo(2);
        List<Booking> once = with("two.db", BulkTest::bookings);
        assertThat(once).extracting(b -> b.userId().value()).containsExactlyInAnyOrder("ann", "bob");
        assertThat(once).filteredOn(b -> b.status() == BookingStatus.CONFIRMED).hasSize(1);
        assertThat(once).extracting(b -> b.roomStay().guests()).containsExactlyInAnyOrder(3, null);
        assertThat(once.stream().map(b -> b.origin().key().value())).contains("key, with a \"comma\"");

        Ended again = run("two.db", "import", "bookings", bookings, "--json");
        assertThat(again.status()).isZero();
        assertThat(again.json().get("known").intValue()).isEqualTo(2);
        assertThat(with("two.db", BulkTest::bookings)).isEqualTo(once);

        assertThat(run("two.db", "import", "inventory", nights).status()).isZero();
        set(
                "one.db",
                engine -> bookings(engine).stream()
                        .filter(Booking::isHold)
                        .forEach(hold -> engine.submit(new Cancel(hold.id(), hold.userId()))));
        assertThat(with("two.db", BulkTest::nights)).isEqualTo(with("one.db", BulkTest::nights));
    }

    @Test
    void aPriceListChangesPricesAlone() throws Exception {
        String prices =
                file("prices.csv", "date,roomTypeId,pricePerNight", "2099-01-02,deluxe,1", "2099-01-03,deluxe,1");
        assertThat(run("one.db", "import", "inventory", prices).status()).isZero();
        List<Night> nights = with("one.db", BulkTest::nights);
        assertThat(nights).extracting(Night::price).startsWith(10_000L, 1L, 1L, 10_000L);
        assertThat(nights).extracting(Night::total).startsWith(3, 3, 3, 3, 5);
    }

    @Test
    void rowsWithoutRoomAreReportedByLineAndTheRestIsImported() throws Exception {
        String file = file(
                "bookings.csv",
                "idempotencyKey,userId,roomTypeId,startDate,endDate,roomsBooked",
                "a,ann,deluxe,2099-01-01,2099-01-03,2",
                "b,bob,deluxe,2099-01-02,2099-01-04,2",
                "c,cyd,deluxe,2099-01-03,2099-01-04,");
        Ended ended = run("one.db", "import", "bookings", file, "--owner", "desk");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("line 3: Insufficient inventory").contains("2099-01-02");
        List<Booking> made = with("one.db", BulkTest::bookings);
        assertThat(made).extracting(b -> b.userId().value()).containsExactlyInAnyOrder("ann", "cyd");
        assertThat(made).extracting(Booking::owner).containsOnly("desk");
    }

    /** A group has one key, under which an import would book only one of its bookings. */
    @Test
    void theBookingsOfAGroupAreBookedOneByOne() {
        String bookings = folder.resolve("bookings.csv").toString();
        set("one.db", engine -> {
            RoomStay item = new RoomStay(DELUXE, Stay.of(FIRST, 2), 1);
            engine.submit(new BookGroup(new UserId("ann"), List.of(item, item), null, null).withKey("tour"));
        });
        assertTwoBookingsGoOver(bookings);
    }

    /** Exports the bookings of one hotel and imports them into another, twice. */
    private void assertTwoBookingsGoOver(String bookings) {
        assertThat(run("one.db", "export", "bookings", bookings).status()).isZero();
        set("two.db", engine -> engine.submit(new OpenNights(DELUXE, FIRST, FIRST.plusDays(10), 3, null)));
        for (String count : List.of("done", "known")) {
            Ended ended = run("two.db", "import", "bookings", bookings, "--json");
            assertThat(ended.status()).as(ended.err()).isZero();
            assertThat(ended.json().get(count).intValue()).isEqualTo(2);
        }
        assertThat(with("two.db", BulkTest::nights).getFirst().booked()).isEqualTo(2);
    }

    /** The same guest books the same stay again after a cancel, and then the first booking is reinstated. */
    @Test
    void bookingsMadeUnderOneKeyAreBookedOneByOne() {
        String bookings = folder.resolve("bookings.csv").toString();
        set("one.db", engine -> {
            Book same = Book.of("ann", "deluxe", Stay.of(FIRST, 2), 1);
            Booking first = engine.submit(same).orElseThrow();
            engine.submit(new Cancel(first.id(), null));
            engine.submit(same);
            engine.submit(new Reinstate(Target.of(first.id()), null));
            Booking cancelled = booked(engine, "bob", 0, "bob");
            engine.submit(new Cancel(cancelled.id(), null));
        });
        assertTwoBookingsGoOver(bookings);
    }

    @Test
    void aNightThatTwoRowsSetDifferentlyIsNamedAndNothingIsSet() throws Exception {
        String header = "roomTypeId,date,totalRooms,pricePerNight";
        String twice = file(
                "twice.csv", header, "deluxe,2099-01-01,5,100", "deluxe,2099-01-02,5,100", "deluxe,2099-01-01,5,90");
        Ended ended = run("one.db", "import", "inventory", twice);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("line 4, column date: also occurs on line 2, with other values");
        String same = file("same.csv", header, "deluxe,2099-01-01,5,100", "deluxe,2099-01-01,5,100");
        assertThat(run("one.db", "import", "inventory", same).status()).isZero();
    }

    @Test
    void aKeyOfTwoRowsIsNamedAndNothingIsBooked() throws Exception {
        String file = file(
                "bookings.csv",
                "idempotencyKey,userId,roomTypeId,startDate,endDate,owner",
                "k,ann,deluxe,2099-01-01,2099-01-03,a",
                "k,ann,deluxe,2099-01-01,2099-01-03,b",
                "k,ann,deluxe,2099-01-01,2099-01-03,a");
        Ended ended = run("one.db", "import", "bookings", file);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("line 4, column idempotencyKey: also occurs on line 2");
        assertThat(with("one.db", BulkTest::bookings)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    userId,roomTypeId,startDate,endDate                | ann,deluxe,2099-01-01,2099-01-03          | line 1, column idempotencyKey: is missing
                    idempotencyKey,userId,roomTypeId,startDate,endDate,x | k,ann,deluxe,2099-01-01,2099-01-03,1    | line 1, column x: is unknown
                    idempotencyKey,userId,roomTypeId,startDate,endDate | k,ann,deluxe,2099-01-03,2099-01-03        | line 3, column endDate
                    idempotencyKey,userId,roomTypeId,startDate,endDate | k,ann,deluxe,2099-02-30,2099-03-03        | line 3, column startDate: must be a date
                    idempotencyKey,userId,roomTypeId,startDate,endDate | k,a nn,deluxe,2099-01-01,2099-01-03       | line 3, column userId
                    idempotencyKey,userId,roomTypeId,startDate,endDate | k,ann,attic,2099-01-01,2099-01-03         | line 3, column roomTypeId: names an unknown room type: attic
                    idempotencyKey,userId,roomTypeId,startDate,endDate | k,,deluxe,2099-01-01,2099-01-03           | line 3, column userId: is missing
                    idempotencyKey,userId,roomTypeId,startDate,endDate | k,ann,deluxe,2099-01-01                   | line 3: has 4 columns
                    """)
    void aWrongRowIsNamedAndNothingIsBooked(String header, String row, String problem) throws Exception {
        String good = header.replace("idempotencyKey", "good")
                .replace("userId", "bob")
                .replace("roomTypeId", "deluxe")
                .replace("startDate", "2099-01-01")
                .replace("endDate", "2099-01-02");
        Ended ended = run("one.db", "import", "bookings", file("bookings.csv", header, good, row));
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains(problem);
        assertThat(with("one.db", BulkTest::bookings)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"roomTypeId":"deluxe","date":"2099-01-01","totalRooms":"3"}   | inventory | line 2, column totalRooms: must be a whole number
                    {"roomTypeId":"deluxe","date":"2099-01-01","totalRooms":3.5}   | inventory | line 2, column totalRooms
                    {"roomTypeId":"deluxe","date":"2099-01-01","totalRooms":-1}    | inventory | line 2, column totalRooms: must be 0 to 100000
                    {"roomTypeId":"deluxe","date":20990101}                        | inventory | line 2, column date: must be text
                    {"roomTypeId":"deluxe"}                                        | inventory | line 2, column date: is missing
                    {"roomTypeId":"deluxe","date":"2099-01-01","date":"2099-01-02"} | inventory | line 2: is not valid JSON
                    {"roomTypeId":"deluxe"} {}                                     | inventory | line 2: is not valid JSON
                    []                                                             | inventory | line 2: must be a JSON object
                    {"numberOfGuests":0,"userId":"a","roomTypeId":"deluxe","startDate":"2099-01-01","endDate":"2099-01-02","idempotencyKey":"k"} | bookings | line 2, column numberOfGuests: must be 1 to
                    {"status":"CHECKED_IN","userId":"a","roomTypeId":"deluxe","startDate":"2099-01-01","endDate":"2099-01-02","idempotencyKey":"k"} | bookings | line 2, column status
                    """)
    void aWrongLineIsNamedAndNothingIsSet(String line, String kind, String problem) throws Exception {
        List<Night> before = with("one.db", BulkTest::nights);
        String good =
                kind.equals("inventory") ? "{\"roomTypeId\":\"deluxe\",\"date\":\"2099-01-09\",\"totalRooms\":9}" : "";
        Ended ended = run("one.db", "import", kind, file("rows.ndjson", good, line));
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains(problem);
        assertThat(with("one.db", BulkTest::nights)).isEqualTo(before);
    }

    @Test
    void aHeaderWithAnUnclosedQuoteIsABadFile() throws Exception {
        Ended ended = run("one.db", "import", "bookings", file("bookings.csv", "\"idempotencyKey,userId"));
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("bookings.csv cannot be imported: line 1: ");
    }

    @Test
    void fewerRoomsThanBookedAreRefusedByLine() throws Exception {
        set("one.db", engine -> booked(engine, "ann", 1, "k"));
        String file = file(
                "nights.csv",
                "roomTypeId,date,totalRooms",
                "deluxe,2099-01-01,7",
                "deluxe,2099-01-02,0",
                "deluxe,2099-01-09,0");
        Ended ended = run("one.db", "import", "inventory", file);
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("line 3: Fewer rooms than are booked");
        assertThat(with("one.db", BulkTest::nights))
                .extracting(Night::total)
                .containsExactly(7, 3, 3, 3, 5, 5, 3, 3, 0, 3);
    }

    @Test
    void aFileIsReplacedOnlyIfAsked() throws Exception {
        String file = file("nights.csv", "mine");
        assertThat(run("one.db", "export", "inventory", file).status()).isEqualTo(2);
        assertThat(Path.of(file)).hasContent("mine");
        assertThat(run("one.db", "export", "inventory", file, "--force").status())
                .isZero();
        assertThat(Files.readString(Path.of(file))).startsWith("roomTypeId,date,totalRooms,bookedRooms,pricePerNight");
        assertThat(run("one.db", "export", "inventory", folder.resolve("nights").toString())
                        .err())
                .contains("--format");
        assertThat(run(
                                "three.db",
                                "export",
                                "inventory",
                                folder.resolve("n.csv").toString())
                        .err())
                .contains("There is no database");
    }
}
