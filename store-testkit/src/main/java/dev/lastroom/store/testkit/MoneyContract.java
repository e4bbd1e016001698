package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.NightPrices.RoomPrice;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.CancellationPolicy.Tier;
import dev.lastroom.engine.money.Charge.Fixed;
import dev.lastroom.engine.money.Charge.Percent;
import dev.lastroom.engine.money.DepositPolicy;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A booking keeps the terms under which it was made, and the cost of its cancel under them. */
public abstract class MoneyContract {

    private static final RoomTypeId SUITE = new RoomTypeId("suite");
    private static final Terms STRICT = new Terms(
            new DepositPolicy(new Percent(30), 2),
            new CancellationPolicy(List.of(new Tier(5, new Percent(50)), new Tier(1, new Percent(100)))));
    private static final Terms LENIENT =
            new Terms(null, new CancellationPolicy(List.of(new Tier(0, new Fixed(1_000)))));
    private static final long NIGHT = GrandHotel.PRICE;

    private final AtomicReference<Instant> clock = new AtomicReference<>(GrandHotel.NOON);
    private TestDatabase database;
    private BookingEngine engine;

    @BeforeEach
    void open(TestDatabase fresh) {
        database = fresh;
        engine = GrandHotel.engine(database.open(), clock::get);
        GrandHotel.open(engine, 10, 30);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void terms(RoomTypeId roomType, Terms terms) {
        SaveRoomType plain = SaveRoomType.of(roomType.value(), GrandHotel.PROPERTY, "Room", 10, NIGHT);
        engine.submit(new SaveRoomType(plain.roomType().with(terms)));
        engine.submit(new OpenNights(roomType, TODAY, TODAY.plusDays(30), null, null));
    }

    private Booking booked(Book book) {
        Booking booking = booking(engine.submit(book));
        assertThat(read(booking)).isEqualTo(booking);
        return booking;
    }

    private Booking read(Booking booking) {
        return engine.read().booking(booking.id()).orElseThrow();
    }

    private @Nullable Long feeOf(Booking booking) {
        Booking cancelled =
                engine.submit(new Cancel(booking.id(), booking.userId())).orElseThrow();
        assertThat(read(cancelled)).isEqualTo(cancelled);
        return cancelled.life().cancellationFee() == null
                ? null
                : cancelled.life().cancellationFee().minor();
    }

    private Booking changed(Amend amend) {
        Booking changed = engine.submit(amend).orElseThrow();
        assertThat(read(changed)).isEqualTo(changed);
        return changed;
    }

    private static Amend rooms(Booking booking, int rooms) {
        return new Amend(Target.of(booking.id()), null, null, null, rooms);
    }

    private static @Nullable Money eur(long minor) {
        return new Money(minor, Currency.getInstance("EUR"));
    }

    @Test
    void aRoomTypeWithoutTermsLeavesNothingInItsBookings() throws Exception {
        Booking booking = booked(book("ann", 3, 2, 5));
        assertThat(booking.deposit()).isNull();
        assertThat(feeOf(booking)).isNull();
        try (Connection connection = database.connect();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT count(*) AS bookings,
                               count(deposit_policy) + count(cancellation_policy) + count(cancellation_fee_minor) AS terms
                        FROM booking
                        """)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt("bookings")).isEqualTo(1);
            assertThat(row.getInt("terms")).isZero();
        }
    }

    @Test
    void aDepositDependsOnTheNumberOfRooms() {
        terms(DELUXE, STRICT);
        assertThat(booked(book("ann", 3, 2, 1)).deposit()).isNull();
        assertThat(booked(book("bob", 3, 2, 2)).deposit()).isEqualTo(eur(2 * 2 * NIGHT * 30 / 100));
    }

    @Test
    void theTermsOfTheDayOfBookingSetTheCostOfACancel() {
        terms(DELUXE, STRICT);
        Booking far = booked(book("ann", 6, 2, 1));
        Booking near = booked(book("bob", 5, 2, 1));
        Booking nearer = booked(book("cyd", 1, 2, 1));
        Booking today = booked(book("dan", 0, 2, 1));
        terms(DELUXE, LENIENT);

        assertThat(feeOf(far)).isZero();
        assertThat(feeOf(near)).isEqualTo(NIGHT);
        assertThat(feeOf(nearer)).isEqualTo(2 * NIGHT);
        assertThat(feeOf(today)).isEqualTo(2 * NIGHT);
        assertThat(feeOf(booked(book("eve", 0, 2, 1)))).isEqualTo(1_000);
    }

    @Test
    void daysAreCountedByThePropertysTime() {
        terms(DELUXE, STRICT);
        Booking booking = booked(book("ann", 6, 2, 1));
        // In Lisbon in winter, the day begins when the UTC day does.
        clock.set(Instant.parse("2027-01-10T23:59:59Z"));
        assertThat(feeOf(booking)).isZero();

        Booking other = booked(book("bob", 6, 2, 1));
        clock.set(Instant.parse("2027-01-11T00:00:00Z"));
        assertThat(feeOf(other)).isEqualTo(NIGHT);
        assertThat(feeOf(other)).as("a second cancel changes nothing").isEqualTo(NIGHT);
    }

    @Test
    void aChangeKeepsTheTermsAndAnotherRoomTypeHasItsOwn() {
        terms(DELUXE, STRICT);
        terms(SUITE, LENIENT);
        Booking booking = booked(book("ann", 2, 2, 1));
        terms(DELUXE, Terms.NONE);

        Booking more = changed(rooms(booking, 3));
        assertThat(more.deposit()).isEqualTo(eur(3 * 2 * NIGHT * 30 / 100));
        assertThat(changed(rooms(more, 1)).deposit()).isNull();

        Booking other = changed(new Amend(Target.of(booking.id()), SUITE, null, null, 3));
        assertThat(other.rate().terms()).isEqualTo(LENIENT);
        assertThat(other.deposit()).isNull();
        assertThat(feeOf(other)).as("the fee due for three rooms").isEqualTo(3 * NIGHT);
    }

    @Test
    void aHoldCostsNothingUntilItIsConfirmed() {
        terms(DELUXE, STRICT);
        HoldTime hour = new HoldTime(Duration.ofHours(1));
        Booking held = booked(book("ann", 0, 1, 1).heldFor(hour));
        assertThat(feeOf(held)).isZero();

        Booking confirmed = booked(book("bob", 0, 1, 1).heldFor(hour));
        engine.submit(new Advance(Target.of(confirmed.id()), Transition.CONFIRM));
        assertThat(feeOf(confirmed)).isEqualTo(NIGHT);
    }

    private Booking reinstated(Booking booking, @Nullable HoldTime holdFor) {
        Booking again =
                engine.submit(new Reinstate(Target.of(booking.id()), holdFor)).orElseThrow();
        assertThat(read(again)).isEqualTo(again);
        return again;
    }

    private Booking confirmed(Booking booking) {
        return engine.submit(new Advance(Target.of(booking.id()), Transition.CONFIRM))
                .orElseThrow();
    }

    private void price(long price) {
        engine.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(30), null, price));
    }

    @Test
    void aFeeStandsUntilTheBookingIsConfirmedAgain() {
        terms(DELUXE, STRICT);
        Booking lapses = booked(book("ann", 5, 2, 1));
        Booking cancelledAgain = booked(book("bob", 5, 2, 1));
        Booking comes = booked(book("cyd", 5, 2, 1));
        for (Booking booking : List.of(lapses, cancelledAgain, comes)) {
            assertThat(feeOf(booking)).isEqualTo(NIGHT);
            Booking held = reinstated(booking, new HoldTime(Duration.ofSeconds(1)));
            assertThat(held.life().cancellationFee()).isEqualTo(eur(NIGHT));
        }
        assertThat(feeOf(cancelledAgain)).isEqualTo(NIGHT);
        assertThat(confirmed(comes).life().cancellationFee()).isNull();
        clock.set(GrandHotel.NOON.plusSeconds(1));
        engine.submit(book("dan", 5, 2, 1));

        assertThat(read(lapses).status()).isEqualTo(BookingStatus.EXPIRED);
        assertThat(read(lapses).life().cancellationFee()).isEqualTo(eur(NIGHT));
        Booking stays = reinstated(lapses, null);
        assertThat(feeOf(stays)).isEqualTo(NIGHT);
    }

    @Test
    void aReinstatedBookingKeepsItsPriceAndTermsOnlyForATime() {
        terms(DELUXE, STRICT);
        Booking soon = booked(book("ann", 8, 2, 1));
        Booking late = booked(book("bob", 8, 2, 1));
        Booking lapsed = booked(book("cyd", 8, 2, 1).heldFor(new HoldTime(Duration.ofHours(1))));
        for (Booking booking : List.of(soon, late)) {
            assertThat(feeOf(booking)).isZero();
        }
        price(2 * NIGHT);
        terms(DELUXE, LENIENT);

        clock.set(GrandHotel.NOON.plus(Duration.ofHours(24)).minusNanos(1_000));
        assertThat(reinstated(soon, null).rate()).isEqualTo(soon.rate());
        clock.set(GrandHotel.NOON.plus(Duration.ofHours(24)));
        Booking renewed = reinstated(late, null);
        assertThat(renewed.rate().total()).isEqualTo(eur(4 * NIGHT));
        assertThat(renewed.rate().terms()).isEqualTo(LENIENT);
        assertThat(renewed.rate().repricedAt()).isEqualTo(clock.get());

        clock.set(GrandHotel.NOON.plus(Duration.ofHours(25)).minusNanos(1_000));
        Booking held = reinstated(lapsed, new HoldTime(Duration.ofHours(1)));
        assertThat(held.rate()).isEqualTo(lapsed.rate());
        // Holding it again does not extend the time in which it keeps its rate.
        clock.set(GrandHotel.NOON.plus(Duration.ofHours(26)));
        assertThat(reinstated(lapsed, null).rate().total()).isEqualTo(eur(4 * NIGHT));
    }

    @Test
    void addedRoomsCostTheCurrentPriceAndAreTheFirstToGo() {
        Booking booking = booked(book("ann", 2, 2, 2));
        price(NIGHT + 1);
        Booking more = changed(rooms(booking, 3));
        assertThat(more.rate().total()).isEqualTo(eur(2 * (2 * NIGHT + NIGHT + 1)));
        assertThat(more.rate().prices().ofNight(1, 3))
                .containsExactly(new RoomPrice(2, NIGHT), new RoomPrice(1, NIGHT + 1));
        price(NIGHT + 2);
        Booking longer = changed(new Amend(
                Target.of(booking.id()), null, null, booking.stay().end().plusDays(1), 5));
        assertThat(longer.rate().prices().ofNight(0, 5))
                .containsExactly(new RoomPrice(2, NIGHT), new RoomPrice(1, NIGHT + 1), new RoomPrice(2, NIGHT + 2));
        assertThat(longer.rate().prices().ofNight(2, 5))
                .extracting(RoomPrice::pricePerNight)
                .containsOnly(NIGHT + 2);
        assertThat(changed(rooms(longer, 2)).rate().total()).isEqualTo(eur(2 * (NIGHT + NIGHT + NIGHT + 2)));
    }

    @Test
    void aChangeDoesNotLowerAFeeThatWasDue() {
        terms(DELUXE, STRICT);
        terms(SUITE, Terms.NONE);
        LocalDate far = TODAY.plusDays(20);
        Booking elsewhere = confirmed(booked(book("ann", 1, 2, 1)));
        changed(new Amend(Target.of(elsewhere.id()), SUITE, null, null, null));
        Booking later = booked(book("bob", 1, 2, 1));
        changed(new Amend(Target.of(later.id()), null, far, far.plusDays(2), null));
        Booking fewer = confirmed(booked(book("cyd", 1, 2, 2)));
        changed(rooms(fewer, 1));
        Booking absent = confirmed(booked(book("dan", 0, 2, 2)));
        changed(rooms(absent, 1));
        Booking early = booked(book("eve", 8, 2, 1));
        changed(new Amend(Target.of(early.id()), SUITE, null, null, null));

        assertThat(feeOf(elsewhere)).isEqualTo(2 * NIGHT);
        assertThat(feeOf(confirmed(later))).isEqualTo(2 * NIGHT);
        assertThat(feeOf(fewer)).isEqualTo(4 * NIGHT);
        engine.submit(new Advance(Target.of(absent.id()), Transition.NO_SHOW_UP));
        assertThat(read(absent).life().cancellationFee()).isEqualTo(eur(4 * NIGHT));
        assertThat(feeOf(early)).as("no fee was due").isNull();
    }

    @Test
    void noDetourAvoidsAFee() {
        terms(DELUXE, STRICT);
        Booking booking = confirmed(booked(book("ann", 1, 2, 1)));
        assertThat(feeOf(booking)).isEqualTo(2 * NIGHT);
        LocalDate far = TODAY.plusDays(20);
        reinstated(booking, new HoldTime(Duration.ofHours(1)));
        changed(new Amend(Target.of(booking.id()), null, far, far.plusDays(2), null));
        confirmed(booking);
        assertThat(feeOf(booking)).isEqualTo(2 * NIGHT);
    }

    @Test
    void aNoShowOwesTheFeeOfACancelOnTheDayOfArrival() {
        terms(DELUXE, STRICT);
        Booking booking = booked(Book.of("ann", DELUXE.value(), Stay.of(TODAY, 3), 1));
        engine.submit(new Advance(Target.of(booking.id()), Transition.CONFIRM));
        clock.set(GrandHotel.NOON.plus(Duration.ofDays(1)));
        engine.submit(new Advance(Target.of(booking.id()), Transition.NO_SHOW_UP));
        assertThat(read(booking).life().cancellationFee()).isEqualTo(eur(3 * NIGHT));
    }
}
