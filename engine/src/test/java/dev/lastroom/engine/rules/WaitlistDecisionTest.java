package dev.lastroom.engine.rules;

import static dev.lastroom.engine.testing.TestHotel.ALICE;
import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.NOW;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.BookingCommand;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.EntryTarget;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.command.WaitlistCommand.AdvanceEntry;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.WaitlistEvent;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.WaitlistRefusal.NightNotOpen;
import dev.lastroom.engine.outcome.WaitlistRefusal.NoSuchStep;
import dev.lastroom.engine.outcome.WaitlistRefusal.OfferExpired;
import dev.lastroom.engine.outcome.WaitlistRefusal.RoomsAvailable;
import dev.lastroom.engine.outcome.WaitlistRefusal.WaitIsOver;
import dev.lastroom.engine.outcome.WaitlistRefusal.WaitlistFull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitlistDecisionTest extends DecisionFixture {

    private static final HoldTime QUARTER = new HoldTime(Duration.ofMinutes(15));

    private Booking taken;

    /** Sells all ten rooms of the first three nights. */
    @BeforeEach
    void sellOut() {
        taken = booked(new Book(ALICE, new RoomStay(DELUXE, Stay.of(TODAY, 3), 10), null));
    }

    private static Join join(String user, int day, int nights, int rooms) {
        return Join.insteadOf(Book.of(user, DELUXE.value(), Stay.of(TODAY.plusDays(day), nights), rooms));
    }

    private WaitlistEntry waits(Join join) {
        return carryOut(join).orElseThrow();
    }

    private WaitlistEntry now(WaitlistEntry entry) {
        return Objects.requireNonNull(rows.state().entry(entry.id()));
    }

    private void cancel() {
        carryOut(new Cancel(taken.id(), null));
    }

    private static AdvanceEntry answer(WaitlistEntry entry, WaitlistStep step) {
        return new AdvanceEntry(EntryTarget.of(entry.id()), step);
    }

    @Test
    void theWaitEndsOnTheDayOfArrivalOrBefore() {
        // Six o'clock in Rome, when the business day ends.
        assertThat(waits(join("ann", 1, 1, 1)).endsAt()).isEqualTo(Instant.parse("2027-01-12T05:00:00Z"));
        assertThat(waits(join("bob", 1, 1, 1).until(NOW.plusSeconds(9))).endsAt())
                .isEqualTo(NOW.plusSeconds(9));
        assertThat(waits(join("cara", 1, 1, 1).until(NOW.plus(Duration.ofDays(99))))
                        .endsAt())
                .isEqualTo(Instant.parse("2027-01-12T05:00:00Z"));
        assertRefusedAndUnchanged(decide(join("dora", 1, 1, 1).until(NOW)), new WaitIsOver(NOW));
    }

    @Test
    void nobodyJoinsALineInVain() {
        assertRefusedAndUnchanged(decide(join("ann", 3, 1, 1)), new RoomsAvailable(DELUXE, 1));
        assertRefusedAndUnchanged(decide(join("ann", 2, 4, 1)), new NightNotOpen(DELUXE, TODAY.plusDays(5)));
        decision = new Decision(Rules.DEFAULT.withWaitlist(QUARTER, 2));
        waits(join("ann", 0, 1, 1));
        waits(join("bob", 0, 2, 1));
        assertRefusedAndUnchanged(decide(join("cara", 0, 1, 1)), new WaitlistFull(DELUXE, 2));
        assertThat(waits(join("dora", 2, 1, 1)).status()).isEqualTo(WaitlistStatus.WAITING);
        // Two entries overlap this stay, but only one waits for each of its nights.
        assertThat(waits(join("emil", 1, 2, 1)).status()).isEqualTo(WaitlistStatus.WAITING);
        assertRefusedAndUnchanged(decide(join("fred", 1, 2, 1)), new WaitlistFull(DELUXE, 2));
    }

    @Test
    void aLaterEntryIsBehindWhateverTheClockSays() {
        WaitlistEntry first = waits(join("ann", 0, 2, 1));
        WaitlistEntry second =
                carryOut(request(join("bob", 1, 1, 1), NOW.minusSeconds(30))).orElseThrow();
        assertThat(second.joinedAt()).isAfter(first.joinedAt());
    }

    @Test
    void offersGoInOrderToTheEntriesThatFit() {
        WaitlistEntry tooMany = waits(join("ann", 0, 3, 7));
        WaitlistEntry first = waits(join("bob", 0, 3, 2));
        WaitlistEntry second = waits(join("cara", 1, 1, 2));
        WaitlistEntry third = waits(join("dora", 2, 1, 1));
        carryOut(new OpenNights(DELUXE, TODAY, TODAY.plusDays(3), 13, null));
        assertThat(now(tooMany).status()).isEqualTo(WaitlistStatus.WAITING);
        assertThat(now(first).status()).isEqualTo(WaitlistStatus.OFFERED);
        assertThat(now(second).status()).isEqualTo(WaitlistStatus.WAITING);
        assertThat(now(third).status()).isEqualTo(WaitlistStatus.OFFERED);
        Booking offer = Objects.requireNonNull(rows.state().booking(first.id().offer()));
        assertThat(offer.life().expiresAt()).isEqualTo(NOW.plus(QUARTER.length()));
        assertThat(offer.origin().key()).isEqualTo(first.origin().key());
        assertThat(nightNow(TODAY).booked()).isEqualTo(12);
        assertThat(nightNow(TODAY.plusDays(2)).booked()).isEqualTo(13);
    }

    @Test
    void anEntryFollowsTheBookingThatIsItsOffer() {
        WaitlistEntry entry = waits(join("ann", 0, 1, 1));
        cancel();
        assertThat(now(entry).status()).isEqualTo(WaitlistStatus.OFFERED);
        carryOut(new BookingCommand.Extend(Target.of(entry.id().offer()), new HoldTime(Duration.ofHours(1))));
        assertThat(now(entry).endsAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        carryOut(new BookingCommand.Advance(Target.of(entry.id().offer()), Transition.CONFIRM));
        assertThat(now(entry).status()).isEqualTo(WaitlistStatus.ACCEPTED);
        carryOut(new Cancel(entry.id().offer(), null));
        assertThat(now(entry).status()).as("an accepted entry stays accepted").isEqualTo(WaitlistStatus.ACCEPTED);
        assertRefused(
                decide(answer(entry, WaitlistStep.DECLINE)),
                new NoSuchStep(entry.id(), WaitlistStatus.ACCEPTED, WaitlistStep.DECLINE));
    }

    @Test
    void anOfferIsTooLateAtItsEnd() {
        WaitlistEntry entry = waits(join("ann", 0, 1, 1));
        cancel();
        Instant end = now(entry).endsAt();
        Outcome<?> late =
                decide(request(answer(entry, WaitlistStep.ACCEPT), end)).outcome();
        assertThat(late).isEqualTo(new Refused<>(new OfferExpired(entry.id(), end), false));
    }

    /** Rooms that a batch frees and tries to book again have gone to the line. */
    @Test
    void theNextRequestOfABatchFindsTheOffer() {
        waits(join("ann", 0, 3, 10));
        List<Outcome<?>> outcomes = decideAll(
                List.of(
                        request(new Cancel(taken.id(), null)),
                        request(new Book(ALICE, new RoomStay(DELUXE, Stay.of(TODAY, 1), 1), null))),
                decision);
        assertThat(outcomes.getLast()).isInstanceOf(Refused.class);
    }

    @Test
    void everyStepMakesAnEvent() {
        WaitlistEntry entry = waits(join("ann", 0, 1, 1));
        cancel();
        carryOut(answer(entry, WaitlistStep.DECLINE));
        assertThat(rows.events().stream()
                        .map(Event::what)
                        .filter(WaitlistEvent.class::isInstance)
                        .map(Event.What::name))
                .containsExactly("waitlist.joined", "waitlist.offered", "waitlist.declined");
    }

    @Test
    void stepsThatHappenByThemselvesCannotBeRequested() {
        EntryTarget target = EntryTarget.of(EntryId.of(taken.id()));
        assertThatIllegalArgumentException().isThrownBy(() -> new AdvanceEntry(target, WaitlistStep.OFFER));
        assertThatIllegalArgumentException().isThrownBy(() -> new AdvanceEntry(target, WaitlistStep.EXPIRE));
        assertThatIllegalArgumentException().isThrownBy(() -> join("ann", 0, 1, 0));
    }
}
