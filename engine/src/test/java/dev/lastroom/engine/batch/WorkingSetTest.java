package dev.lastroom.engine.batch;

import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.STAY;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.book;
import static dev.lastroom.engine.testing.TestHotel.cancel;
import static dev.lastroom.engine.testing.TestHotel.night;
import static dev.lastroom.engine.testing.TestHotel.request;
import static dev.lastroom.engine.testing.TestHotel.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.outcome.KeyOutcome.ABooking;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.testing.TestHotel;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkingSetTest {

    private final Decision decision = new Decision(Rules.DEFAULT);
    private final WorkingSet rows = rows(3, 10);

    private List<Outcome<?>> decide(List<Request<?>> requests, Decision decision) {
        return TestHotel.asks(rows, requests).decide(requests, decision);
    }

    @Test
    void eachRequestSeesTheStateThatEarlierOnesLeft() {
        List<Request<?>> twelve = IntStream.range(0, 12)
                .<Request<?>>mapToObj(i -> request(book(1).withKey("k" + i)))
                .toList();
        List<Outcome<?>> outcomes = decide(twelve, decision);
        assertThat(outcomes.subList(0, 10)).hasOnlyElementsOfType(Done.class);
        assertThat(outcomes.subList(10, 12)).hasOnlyElementsOfType(Refused.class);
    }

    @Test
    void manyBookingsOfANightAreOneWriteOfTheNight() {
        decide(List.of(request(book(1).withKey("a")), request(book(2).withKey("b"))), decision);
        assertThat(rows.nights().changed())
                .containsExactly(
                        new Changed<>(night(TODAY, 10, 0), night(TODAY, 10, 3)),
                        new Changed<>(night(TODAY.plusDays(1), 10, 0), night(TODAY.plusDays(1), 10, 3)),
                        new Changed<>(night(TODAY.plusDays(2), 10, 0), night(TODAY.plusDays(2), 10, 3)));
        assertThat(rows.nights().added()).isEmpty();
        assertThat(rows.bookings().added()).hasSize(2);
        assertThat(rows.keys().added())
                .extracting(KeyRecord::key)
                .containsExactlyInAnyOrder(
                        ScopedKey.of("api", new IdempotencyKey("a")), ScopedKey.of("api", new IdempotencyKey("b")))
                .isSorted();
    }

    @Test
    void bookingsAreWrittenInTheOrderOfTheirIds() {
        List<Request<?>> requests = IntStream.range(0, 10)
                .<Request<?>>mapToObj(i -> request(book(1).withKey("k" + i)))
                .toList();
        decide(requests.reversed(), decision);
        assertThat(rows.bookings().added()).extracting(Booking::id).isSorted().hasSize(10);
    }

    @Test
    void aBookingThatIsMadeAndCancelledInOneBatchIsOneRowAndTwoEvents() {
        Request<?> book = request(book(4));
        List<Outcome<?>> outcomes =
                decide(List.of(book, request(cancel(book.newId().booking()))), decision);
        assertThat(outcomes.get(1)).isInstanceOf(Done.class);
        assertThat(rows.nights().changed()).isEmpty();
        assertThat(rows.bookings().added())
                .singleElement()
                .extracting(Booking::status)
                .isEqualTo(BookingStatus.CANCELLED);
        assertThat(rows.bookings().changed()).isEmpty();
        assertThat(rows.events())
                .extracting(event -> event.what().name())
                .containsExactly("booking.booked", "booking.cancelled");
    }

    @Test
    void aDerivedKeyThatBooksAgainWithinABatchIsOneWriteForTheLastBooking() {
        Request<?> first = request(book(4));
        Request<?> second = request(book(4));
        decide(List.of(first, request(cancel(first.newId().booking())), second), decision);
        assertThat(rows.keys().added())
                .singleElement()
                .extracting(KeyRecord::outcome)
                .isEqualTo(new ABooking(second.newId().booking()));
        assertThat(rows.state().night(new NightKey(DELUXE, TODAY))).isEqualTo(night(TODAY, 10, 4));
    }

    @Test
    void cancellingABookingThatWasReadIsAChange() {
        WorkingSet earlier = rows(3, 10);
        Booking booking = TestHotel.asks(earlier, List.of(request(book(4))))
                .decide(List.of(request(book(4))), decision)
                .getFirst()
                .as(Booking.class)
                .orElseThrow();
        STAY.dates().forEach(date -> rows.nights().load(new NightKey(DELUXE, date), night(date, 10, 4)));
        rows.bookings().load(booking.id(), booking);

        decide(List.of(request(cancel(booking.id()))), decision);
        assertThat(rows.bookings().added()).isEmpty();
        assertThat(rows.bookings().changed()).singleElement().satisfies(change -> {
            assertThat(change.before()).isEqualTo(booking);
            assertThat(change.now().isLive()).isFalse();
        });
        assertThat(rows.nights().changed())
                .extracting(Changed::now)
                .extracting("booked")
                .containsOnly(0);
    }

    @Test
    void aFootprintHasTheRowsOfABatchInLockOrder() {
        Request<?> book = request(book(1));
        Request<?> given = request(book(1).withKey("a"));
        Request<?> cancel = request(cancel(book.newId().booking()));
        Footprint footprint = Footprint.of(List.of(given, cancel, book));
        assertThat(footprint.roomTypes()).containsExactly(DELUXE);
        assertThat(footprint.nights())
                .containsExactlyElementsOf(STAY.dates().stream()
                        .map(date -> new NightKey(DELUXE, date))
                        .toList());
        assertThat(footprint.bookings()).containsExactly(book.newId().booking());
        assertThat(List.copyOf(footprint.keys()))
                .isSorted()
                .containsExactlyInAnyOrder(
                        ScopedKey.of("api", book(1).key()), ScopedKey.of("api", new IdempotencyKey("a")));
        assertThat(footprint.properties()).isEmpty();
    }

    @Test
    void theNightsToLockAreThoseOfTheBatchAndOfTheBookingsToCancel() {
        Booking booking = decide(List.of(request(book(1))), decision)
                .getFirst()
                .as(Booking.class)
                .orElseThrow();
        Request<?> later = request(Book.of("bob", "deluxe", Stay.of(TODAY.plusDays(2), 2), 1));
        Footprint footprint = Footprint.of(List.of(request(cancel(booking.id())), later));
        assertThat(new Needs(footprint, new Known(List.of(booking), List.of(), List.of(), Map.of(), false)).nights())
                .extracting(NightKey::date)
                .containsExactly(TODAY, TODAY.plusDays(1), TODAY.plusDays(2), TODAY.plusDays(3));
        assertThat(footprint.nights()).extracting(NightKey::date).containsExactly(TODAY.plusDays(2), TODAY.plusDays(3));
    }
}
