package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.Hotel.DELUXE;
import static dev.lastroom.store.testkit.Hotel.TODAY;
import static dev.lastroom.store.testkit.Hotel.book;
import static dev.lastroom.store.testkit.Hotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Command.Advance;
import dev.lastroom.engine.booking.Command.Amend;
import dev.lastroom.engine.booking.Command.Book;
import dev.lastroom.engine.booking.Command.Cancel;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Command.Reinstate;
import dev.lastroom.engine.booking.Command.SaveRoomType;
import dev.lastroom.engine.booking.HoldTime;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Target;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A booking keeps the terms that it was made under, and what a cancel cost by them. */
public abstract class MoneyContract {

    private static final RoomTypeId SUITE = new RoomTypeId("suite");
    private static final Terms STRICT = Terms.parse("30% from 2", "5:50% 1:100%");
    private static final Terms LENIENT = Terms.parse(null, "0:1000");
    private static final long NIGHT = Hotel.PRICE;

    private final AtomicReference<Instant> clock = new AtomicReference<>(Hotel.NOON);
    private TestDatabase database;
    private BookingEngine engine;

    /** Opens a fresh database. */
    protected abstract TestDatabase database();

    @BeforeEach
    void open() {
        database = database();
        engine = Hotel.engine(database.open(), clock::get);
        Hotel.open(engine, 10, 30);
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private void terms(RoomTypeId roomType, Terms terms) {
        SaveRoomType plain = SaveRoomType.of(roomType.value(), Hotel.PROPERTY, "Room", 10, NIGHT);
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
    void aDepositIsAskedForByTheNumberOfRooms() {
        terms(DELUXE, STRICT);
        assertThat(booked(book("ann", 3, 2, 1)).deposit()).isNull();
        assertThat(booked(book("bob", 3, 2, 2)).deposit()).isEqualTo(eur(2 * 2 * NIGHT * 30 / 100));
    }

    @Test
    void aCancelCostsWhatTheTermsOfTheDayOfBookingSay() {
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
    void theDaysAreThoseOfTheProperty() {
        terms(DELUXE, STRICT);
        Booking booking = booked(book("ann", 6, 2, 1));
        // In Lisbon, in winter, the day begins with that of UTC.
        clock.set(Instant.parse("2027-01-10T23:59:59Z"));
        assertThat(feeOf(booking)).isZero();

        Booking other = booked(book("bob", 6, 2, 1));
        clock.set(Instant.parse("2027-01-11T00:00:00Z"));
        assertThat(feeOf(other)).isEqualTo(NIGHT);
        assertThat(feeOf(other)).as("a second cancel changes nothing").isEqualTo(NIGHT);
    }

    @Test
    void aChangeCountsByTheSameTermsAndAnotherRoomTypeHasItsOwn() {
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
        assertThat(feeOf(other)).isZero();
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

    @Test
    void aReinstatedBookingOwesNothingAndKeepsItsTerms() {
        terms(DELUXE, STRICT);
        Booking booking = booked(book("ann", 1, 1, 2));
        assertThat(feeOf(booking)).isEqualTo(2 * NIGHT);
        terms(DELUXE, Terms.NONE);

        Booking again =
                engine.submit(new Reinstate(Target.of(booking.id()), null)).orElseThrow();
        assertThat(again.life().cancellationFee()).isNull();
        assertThat(read(again)).isEqualTo(again);
        assertThat(feeOf(again)).isEqualTo(2 * NIGHT);
    }

    @Test
    void whoDoesNotComeOwesWhatACancelOnTheDayOfArrivalCosts() {
        terms(DELUXE, STRICT);
        Booking booking = booked(Book.of("ann", DELUXE.value(), Stay.of(TODAY, 3), 1));
        engine.submit(new Advance(Target.of(booking.id()), Transition.CONFIRM));
        clock.set(Hotel.NOON.plus(Duration.ofDays(1)));
        engine.submit(new Advance(Target.of(booking.id()), Transition.NO_SHOW_UP));
        assertThat(read(booking).life().cancellationFee()).isEqualTo(eur(3 * NIGHT));
    }
}
