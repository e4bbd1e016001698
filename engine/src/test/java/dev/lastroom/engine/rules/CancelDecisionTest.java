package dev.lastroom.engine.rules;

import static dev.lastroom.engine.testing.TestHotel.ALICE;
import static dev.lastroom.engine.testing.TestHotel.NOW;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.book;
import static dev.lastroom.engine.testing.TestHotel.cancel;
import static dev.lastroom.engine.testing.TestHotel.newId;
import static dev.lastroom.engine.testing.TestHotel.night;
import static dev.lastroom.engine.testing.TestHotel.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Refusal.BookingNotFound;
import dev.lastroom.engine.outcome.Refusal.NotYourBooking;
import dev.lastroom.engine.rules.Change.BookingIs;
import dev.lastroom.engine.rules.Change.Happened;
import dev.lastroom.engine.rules.Change.NightIs;
import dev.lastroom.engine.rules.Decision.Decided;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancelDecisionTest extends DecisionFixture {

    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void givesBackEveryNightAndLeavesAnEvent() {
        carryOut(book(3).withKey("neighbour"));
        Booking booking = booked(book(2));
        Decided<?> decided = decide(request(cancel(booking.id()), LATER));

        Booking cancelled = booking.with(booking.life().cancelled(LATER, null));
        assertThat(cancelled.status()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(cancelled.life().cancelledAt()).isEqualTo(LATER);
        assertThat(cancelled.isLive()).isFalse();
        assertThat(decided.outcome()).isEqualTo(new Done<>(cancelled, false));
        assertThat(decided.changes())
                .containsExactly(
                        new NightIs(night(TODAY, 10, 3)),
                        new NightIs(night(TODAY.plusDays(1), 10, 3)),
                        new NightIs(night(TODAY.plusDays(2), 10, 3)),
                        new BookingIs(cancelled),
                        new Happened(new Event(
                                new BookingEvent(BookingEvent.Type.CANCELLED, booking, cancelled),
                                LATER,
                                "api",
                                "request-1")));
    }

    @Test
    void givesRoomsBackOnceHoweverOftenItIsAsked() {
        Booking booking = booked(book(2));
        List<Outcome<?>> outcomes = decideAll(
                List.of(
                        request(cancel(booking.id()), LATER),
                        request(cancel(booking.id()), LATER.plusSeconds(1)),
                        request(cancel(booking.id()), LATER.plusSeconds(2))),
                decision);
        Booking cancelled = booking.with(booking.life().cancelled(LATER, null));
        assertThat(outcomes)
                .containsExactly(
                        new Done<>(cancelled, false), new Done<>(cancelled, true), new Done<>(cancelled, true));
        assertThat(nightNow(TODAY).booked()).isZero();
        assertThat(rows.events()).hasSize(2);
    }

    @Test
    void anotherOwnersBookingIsNotFound() {
        Booking booking = booked(book(2));

        // The answer does not even say that it is another user's.
        for (UserId user : List.of(booking.userId(), new UserId("somebody-else"))) {
            assertRefusedAndUnchanged(
                    decide(new Cancel(booking.id(), user, "another-owner")), new BookingNotFound(booking.id()));
        }
        assertThat(decide(new Cancel(booking.id(), booking.userId(), booking.owner()))
                        .outcome())
                .isInstanceOf(Done.class);
    }

    @Test
    void refusesAnotherUsersBookingLiveOrCancelled() {
        Booking booking = booked(book(2));
        Cancel stranger = new Cancel(booking.id(), new UserId("mallory"));
        assertRefusedAndUnchanged(decide(stranger), new NotYourBooking(booking.id()));
        carryOut(cancel(booking.id()));
        assertRefusedAndUnchanged(decide(stranger), new NotYourBooking(booking.id()));
    }

    @Test
    void letsAnAdminCancelAnybodysBooking() {
        Booking booking = booked(book(2));
        assertThat(carryOut(new Cancel(booking.id(), null)))
                .isEqualTo(new Done<>(booking.with(booking.life().cancelled(NOW, null)), false));
        assertThat(carryOut(new Cancel(booking.id(), null)))
                .isEqualTo(new Done<>(booking.with(booking.life().cancelled(NOW, null)), true));
    }

    @Test
    void knowsNoBookingThatWasNeverMade() {
        BookingId unknown = newId().booking();
        assertRefusedAndUnchanged(decide(new Cancel(unknown, ALICE)), new BookingNotFound(unknown));
        assertRefusedAndUnchanged(decide(new Cancel(unknown, null)), new BookingNotFound(unknown));
    }
}
