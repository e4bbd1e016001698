package dev.lastroom.engine.rules;

import static dev.lastroom.engine.testing.TestHotel.ALICE;
import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.EUR;
import static dev.lastroom.engine.testing.TestHotel.NOW;
import static dev.lastroom.engine.testing.TestHotel.SEASIDE;
import static dev.lastroom.engine.testing.TestHotel.STAY;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.book;
import static dev.lastroom.engine.testing.TestHotel.night;
import static dev.lastroom.engine.testing.TestHotel.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingLife;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.NightPrices;
import dev.lastroom.engine.booking.Origin;
import dev.lastroom.engine.booking.Rate;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyTags;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import dev.lastroom.engine.outcome.KeyOutcome.ABooking;
import dev.lastroom.engine.outcome.KeyOutcome.ARefusal;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.IdempotencyConflict;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.StayInThePast;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import dev.lastroom.engine.rules.Change.BookingIs;
import dev.lastroom.engine.rules.Change.Happened;
import dev.lastroom.engine.rules.Change.KeyIs;
import dev.lastroom.engine.rules.Change.NightIs;
import dev.lastroom.engine.rules.Decision.Decided;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of a booking's checks: key, room type, date, inventory. */
class BookDecisionTest extends DecisionFixture {

    private static final RoomTypeId NOWHERE = new RoomTypeId("nowhere");
    private static final Stay YESTERDAY = Stay.of(TODAY.minusDays(1), 1);

    @Test
    void writesNightsBookingKeyAndEventTogether() {
        Request<?> request = request(book(2).withKey("k"));
        Decided<?> decided = decide(request);

        Booking booking = new Booking(
                request.newId().booking(),
                new Origin("api", ALICE, new IdempotencyKey("k"), NOW),
                SEASIDE,
                null,
                new RoomStay(DELUXE, STAY, 2),
                new Rate(
                        new NightPrices(List.of(10_000L, 10_000L, 10_000L)),
                        new Money(60_000, EUR),
                        Terms.NONE,
                        null,
                        null),
                new BookingLife(BookingStatus.PROVISIONAL, null, null, null, null, null, null),
                1);
        assertThat(decided.outcome()).isEqualTo(new Done<>(booking, false));
        assertThat(decided.changes())
                .containsExactly(
                        new NightIs(night(TODAY, 10, 2)),
                        new NightIs(night(TODAY.plusDays(1), 10, 2)),
                        new NightIs(night(TODAY.plusDays(2), 10, 2)),
                        new BookingIs(booking),
                        new Happened(new Event(
                                new BookingEvent(BookingEvent.Type.BOOKED, null, booking), NOW, "api", "request-1")),
                        new KeyIs(new KeyRecord(
                                ScopedKey.of("api", new IdempotencyKey("k")),
                                book(2).fingerprint(),
                                new ABooking(booking.id()),
                                NOW,
                                "request-1",
                                "192.0.2.1",
                                "curl/8")));
    }

    @Test
    void addsUpTheNightsOwnPrices() {
        load(new Night(DELUXE, TODAY.plusDays(1), 10, 0, 1));
        assertThat(booked(book(3)).rate().total()).isEqualTo(new Money(3 * 20_001, EUR));
    }

    @Test
    void sellsTheLastRoomOnce() {
        load(night(TODAY, 10, 9));
        assertThat(carryOut(book(1).withKey("first"))).isInstanceOf(Done.class);
        assertThat(carryOut(book(1).withKey("second")))
                .isEqualTo(new Refused<>(new InsufficientInventory(DELUXE, 1, 0, TODAY), false));
        assertThat(nightNow(TODAY).booked()).isEqualTo(10);
    }

    @Test
    void letsBackToBackStaysShareTheDayBetweenThem() {
        load(night(TODAY, 1, 0));
        load(night(TODAY.plusDays(1), 1, 0));
        assertThat(carryOut(new Book(ALICE, new RoomStay(DELUXE, Stay.of(TODAY, 1), 1), null)))
                .isInstanceOf(Done.class);
        assertThat(carryOut(new Book(ALICE, new RoomStay(DELUXE, Stay.of(TODAY.plusDays(1), 1), 1), null)))
                .isInstanceOf(Done.class);
    }

    @Test
    void namesTheFirstNightWithTooFewRoomsAndChangesNone() {
        load(night(TODAY.plusDays(1), 10, 8));
        load(night(TODAY.plusDays(2), 10, 10));
        assertRefusedAndUnchanged(decide(book(3)), new InsufficientInventory(DELUXE, 3, 2, TODAY.plusDays(1)));
    }

    @Test
    void findsNoRoomsOnANightThatWasNeverOpened() {
        assertRefusedAndUnchanged(
                decide(new Book(ALICE, new RoomStay(DELUXE, Stay.of(TODAY.plusDays(4), 2), 1), null)),
                new InsufficientInventory(DELUXE, 1, 0, TODAY.plusDays(5)));
    }

    @Test
    void looksAtTheKeyBeforeTheRoomType() {
        carryOut(book(1).withKey("k"));
        assertRefusedAndUnchanged(
                decide(new Book(ALICE, new RoomStay(NOWHERE, YESTERDAY, 1), null).withKey("k")),
                new IdempotencyConflict(new IdempotencyKey("k")));
    }

    @Test
    void looksAtTheRoomTypeBeforeTheDate() {
        assertRefused(
                decide(new Book(ALICE, new RoomStay(NOWHERE, YESTERDAY, 1), null)), new RoomTypeNotFound(NOWHERE));
    }

    @Test
    void looksAtTheDateBeforeTheInventory() {
        assertRefused(
                decide(new Book(ALICE, new RoomStay(DELUXE, YESTERDAY, 1), null)),
                new StayInThePast(TODAY.minusDays(1), TODAY));
    }

    @ParameterizedTest
    @CsvSource({
        // Always ahead of UTC, always behind it, and exactly on it.
        "Pacific/Auckland,    2027-01-10T10:59:59.999999Z, 2027-01-10",
        "Pacific/Auckland,    2027-01-10T11:00:00Z,        2027-01-11",
        "America/Los_Angeles, 2027-01-11T07:59:59.999999Z, 2027-01-10",
        "America/Los_Angeles, 2027-01-11T08:00:00Z,        2027-01-11",
        "UTC,                 2027-01-10T23:59:59.999999Z, 2027-01-10",
        "UTC,                 2027-01-11T00:00:00Z,        2027-01-11",
        // Rome's day has 23 hours when the clocks go forward, and 25 when they go back.
        "Europe/Rome,         2027-03-27T23:00:00Z,        2027-03-28",
        "Europe/Rome,         2027-03-28T21:59:59.999999Z, 2027-03-28",
        "Europe/Rome,         2027-03-28T22:00:00Z,        2027-03-29",
        "Europe/Rome,         2027-10-30T22:00:00Z,        2027-10-31",
        "Europe/Rome,         2027-10-31T22:59:59.999999Z, 2027-10-31",
        "Europe/Rome,         2027-10-31T23:00:00Z,        2027-11-01",
        // Cairo's clocks went forward exactly at midnight.
        "Africa/Cairo,        2024-04-25T21:59:59.999999Z, 2024-04-25",
        "Africa/Cairo,        2024-04-25T22:00:00Z,        2024-04-26",
    })
    void sellsTheNightOfTodayAtThePropertyAndNotOfYesterday(ZoneId zone, Instant now, LocalDate today) {
        rows.properties()
                .load(SEASIDE, new Property(SEASIDE, "Seaside", zone, EUR, LocalTime.MIDNIGHT, PropertyTags.NONE));
        load(night(today, 10, 0));
        load(night(today.minusDays(1), 10, 0));
        Book tonight = new Book(ALICE, new RoomStay(DELUXE, Stay.of(today, 1), 1), null);
        Book lastNight = new Book(ALICE, new RoomStay(DELUXE, Stay.of(today.minusDays(1), 1), 1), null);
        assertThat(decide(request(tonight, now)).outcome()).isInstanceOf(Done.class);
        assertRefusedAndUnchanged(decide(request(lastNight, now)), new StayInThePast(today.minusDays(1), today));
    }

    @Test
    void remembersADecidedRefusalUnderAGivenKey() {
        Refusal soldOut = new InsufficientInventory(DELUXE, 11, 10, TODAY);
        Decided<?> decided = decide(book(11).withKey("k"));
        assertRefused(decided, soldOut);
        assertThat(decided.changes()).containsExactly(remembered(book(11), soldOut));
    }

    @Test
    void remembersAnUnknownRoomTypeUnderAGivenKey() {
        Book nowhere = new Book(ALICE, new RoomStay(NOWHERE, STAY, 1), null);
        Decided<?> decided = decide(nowhere.withKey("k"));
        assertRefused(decided, new RoomTypeNotFound(NOWHERE));
        assertThat(decided.changes()).containsExactly(remembered(nowhere, new RoomTypeNotFound(NOWHERE)));
    }

    private static Change remembered(Book book, Refusal refusal) {
        return new KeyIs(new KeyRecord(
                ScopedKey.of("api", new IdempotencyKey("k")),
                book.fingerprint(),
                new ARefusal(refusal),
                NOW,
                "request-1",
                "192.0.2.1",
                "curl/8"));
    }

    @Test
    void remembersNoRefusalUnderADerivedKey() {
        assertRefusedAndUnchanged(decide(book(11)), new InsufficientInventory(DELUXE, 11, 10, TODAY));
        assertRefusedAndUnchanged(
                decide(new Book(ALICE, new RoomStay(NOWHERE, STAY, 1), null)), new RoomTypeNotFound(NOWHERE));
    }

    @Test
    void neverRemembersAStayInThePast() {
        assertRefusedAndUnchanged(
                decide(new Book(ALICE, new RoomStay(DELUXE, YESTERDAY, 1), null).withKey("k")),
                new StayInThePast(TODAY.minusDays(1), TODAY));
    }
}
