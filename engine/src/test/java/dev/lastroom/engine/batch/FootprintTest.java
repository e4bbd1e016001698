package dev.lastroom.engine.batch;

import static dev.lastroom.engine.testing.TestHotel.STAY;
import static dev.lastroom.engine.testing.TestHotel.book;
import static dev.lastroom.engine.testing.TestHotel.request;
import static dev.lastroom.engine.testing.TestHotel.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.testing.TestHotel;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {

    private final List<Request<?>> books = List.of(request(book(1)));
    private final Booking booking = TestHotel.asks(rows(3, 10), books)
            .decide(books, new Decision(Rules.DEFAULT))
            .getFirst()
            .as(Booking.class)
            .orElseThrow();
    private final LocalDate start = booking.stay().start();
    private final LocalDate end = booking.stay().end();

    private Amend to(LocalDate start, LocalDate end) {
        return new Amend(Target.of(booking.id()), null, start, end, null);
    }

    private Amend until(LocalDate date) {
        return new Amend(Target.of(booking.id()), null, null, date, null);
    }

    private List<LocalDate> nights(Amend... amends) {
        Known.Builder known = new Known.Builder();
        known.add(booking);
        Footprint footprint = Footprint.of(
                List.of(amends).stream().<Request<?>>map(a -> request(a)).toList());
        return new Needs(footprint, known.build())
                .nights().stream().map(night -> night.date()).toList();
    }

    /** Otherwise anyone who may change a booking could lock every night of a room type. */
    @Test
    void changesToAnImpossibleStayReachNothing() {
        LocalDate never = LocalDate.of(9999, 12, 31);
        assertThat(nights(until(never)))
                .containsExactlyElementsOf(booking.stay().dates());
        assertThat(nights(until(never), until(never)))
                .containsExactlyElementsOf(booking.stay().dates());
        assertThat(nights(until(never), until(end.plusDays(1))))
                .containsExactlyElementsOf(start.datesUntil(end.plusDays(1)).toList());
    }

    @Test
    void anyArrivalOfSeveralChangesMayMeetAnyDeparture() {
        LocalDate early = start.minusDays(10);
        assertThat(nights(to(early, early.plusDays(1)), until(end.plusDays(5))))
                .containsExactlyElementsOf(early.datesUntil(end.plusDays(5)).toList());
    }

    /** The batch's own booking is in no table, so only its request shows which nights a change may reach. */
    @Test
    void aBookingMadeInTheBatchReachesTheStayItIsChangedTo() {
        Request<Booking> made = request(book(1));
        LocalDate later = STAY.end().plusDays(2);
        Amend longer = new Amend(Target.of(made.newId().booking()), null, null, later, null);
        Footprint footprint = Footprint.of(List.of(made, request(longer)));
        assertThat(footprint.nights())
                .extracting(NightKey::date)
                .containsExactlyElementsOf(STAY.start().datesUntil(later).toList());
    }
}
