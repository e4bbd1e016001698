package dev.lastroom.engine.rules;

import static dev.lastroom.engine.testing.TestHotel.ALICE;
import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.NOW;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.night;
import static dev.lastroom.engine.testing.TestHotel.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.command.AllotmentCommand.ChangeAllotment;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.AllotmentCommand.ReleaseAllotment;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentExhausted;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.NoStay;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Refusal.StayInThePast;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AllotmentDecisionTest extends DecisionFixture {

    private static final ZoneId ROME = ZoneId.of("Europe/Rome");

    private static CreateAllotment wanted(int day, int nights, int rooms, Release release) {
        return new CreateAllotment(null, DELUXE, "Tour", Stay.of(TODAY.plusDays(day), nights), rooms, release, null);
    }

    private AllotmentId setAside(int day, int nights, int rooms, Release release) {
        Outcome<AllotmentNights> outcome = carryOut(wanted(day, nights, rooms, release));
        assertThat(outcome).isInstanceOf(Done.class);
        return outcome.orElseThrow().allotment().id();
    }

    private static Book draw(AllotmentId allotment, int day, int nights, int rooms) {
        return new Book(ALICE, new RoomStay(DELUXE, Stay.of(TODAY.plusDays(day), nights), rooms), null).of(allotment);
    }

    private List<Integer> booked() {
        return IntStream.range(0, 5)
                .mapToObj(day -> nightNow(TODAY.plusDays(day)).booked())
                .toList();
    }

    private AllotmentNight part(AllotmentId id, int day) {
        return Objects.requireNonNull(rows.state().allotmentNight(id, TODAY.plusDays(day)));
    }

    @Test
    void aReleaseIsAtTheHotelsMidnightAndTheEarlierOneCounts() {
        LocalDate night = LocalDate.of(2027, 3, 30);
        LocalDate day = LocalDate.of(2027, 3, 28);
        assertThat(Release.NONE.of(night, ROME)).isNull();
        // The clocks go forward in the night of the 28th.
        assertThat(new Release(day, null).of(night, ROME)).isEqualTo(Instant.parse("2027-03-27T23:00:00Z"));
        assertThat(new Release(null, 1).of(night, ROME)).isEqualTo(Instant.parse("2027-03-28T22:00:00Z"));
        assertThat(new Release(day, 1).of(night, ROME)).isEqualTo(new Release(day, null).of(night, ROME));
        assertThat(new Release(day, 9).of(night, ROME)).isEqualTo(new Release(null, 9).of(night, ROME));
        assertThatThrownBy(() -> new Release(null, 366)).hasMessage("must be 0 to 365");
    }

    @Test
    void nightsWhoseReleaseHasComeAreReleasedFromTheBeginning() {
        AllotmentId id = setAside(0, 4, 3, new Release(null, 1));
        assertThat(booked()).containsExactly(0, 0, 3, 3, 0);
        assertThat(part(id, 1).releasedRooms()).isEqualTo(3);
        assertRefused(decide(draw(id, 1, 2, 1)), new AllotmentExhausted(id, 1, 0, TODAY.plusDays(1)));
    }

    @Test
    void cannotBeOfThePastOrOfNightsThatAreNotOpenOrAreFull() {
        assertRefused(decide(wanted(-1, 2, 1, Release.NONE)), new StayInThePast(TODAY.minusDays(1), TODAY));
        load(night(TODAY.plusDays(2), 10, 8));
        assertRefused(
                decide(wanted(0, 4, 3, Release.NONE)), new InsufficientInventory(DELUXE, 3, 2, TODAY.plusDays(2)));
        assertRefused(
                decide(wanted(4, 2, 1, Release.NONE)), new InsufficientInventory(DELUXE, 1, 0, TODAY.plusDays(5)));
    }

    @Test
    void bookingsOfAnAllotmentObeyTheRulesOfNights() {
        RulesChange twoNights = new RulesChange(null, null, null, null, 2, null, null, null);
        load(night(TODAY, 10, 0).withRules(twoNights.applyTo(NightRules.NONE)));
        AllotmentId id = setAside(0, 3, 2, Release.NONE);
        assertThat(decide(draw(id, 0, 1, 1)).outcome()).extracting("reason").isInstanceOf(RestrictionViolated.class);
        booked(draw(id, 0, 2, 1));
    }

    @Test
    void everyBookingOfAnAllotmentMakesTwoEvents() {
        AllotmentId id = setAside(1, 3, 2, Release.NONE);
        List<Event.What> told = events(decide(draw(id, 1, 2, 1)));
        assertThat(told).hasSize(2);
        AllotmentEvent event = (AllotmentEvent) told.getFirst();
        assertThat(event.name()).isEqualTo("allotment.pick_up");
        assertThat(event.after().nights())
                .containsExactly(new AllotmentEvent.AllotmentSpan(TODAY.plusDays(1), TODAY.plusDays(3), 2, 1, false));
    }

    private static List<Event.What> events(Decision.Decided<?> decided) {
        return decided.changes().stream()
                .filter(Change.Happened.class::isInstance)
                .map(change -> ((Change.Happened) change).event().what())
                .toList();
    }

    @Test
    void releasesDueTogetherShareNightsOfTheRoomType() {
        AllotmentId one = setAside(1, 3, 2, new Release(TODAY.plusDays(1), null));
        AllotmentId two = setAside(2, 3, 4, new Release(null, 1));
        booked(draw(one, 1, 2, 1));
        assertThat(booked()).containsExactly(0, 2, 6, 6, 4);
        List<AllotmentNight> due = Stream.of(part(one, 1), part(one, 2), part(one, 3), part(two, 2))
                .toList();
        List<Change> changes = Decision.release(rows.state(), due);
        Map<LocalDate, Integer> counts = new TreeMap<>();
        changes.forEach(change -> {
            if (change instanceof Change.NightIs(Night now)) {
                counts.put(now.date(), now.booked());
            }
        });
        assertThat(counts)
                .containsExactly(
                        Map.entry(TODAY.plusDays(1), 1),
                        Map.entry(TODAY.plusDays(2), 1),
                        Map.entry(TODAY.plusDays(3), 4));
        assertThat(changes.stream().filter(Change.Happened.class::isInstance)).hasSize(2);
    }

    @Test
    void earlyDepartureGivesTheRestBackToTheAllotment() {
        AllotmentId id = setAside(0, 4, 2, Release.NONE);
        Booking booking = booked(draw(id, 0, 4, 2));
        carryOut(new Advance(Target.of(booking.id()), Transition.CONFIRM));
        carryOut(new Advance(Target.of(booking.id()), Transition.CHECK_IN));
        Instant later = NOW.plusSeconds(2 * 24 * 3600);
        assertThat(carryOut(request(new Advance(Target.of(booking.id()), Transition.CHECK_OUT), later)))
                .isInstanceOf(Done.class);
        assertThat(booked()).containsExactly(2, 2, 2, 2, 0);
        assertThat(part(id, 1).left()).isZero();
        assertThat(part(id, 2).left()).isEqualTo(2);
    }

    @Test
    void aReinstatedBookingDrawsOnTheAllotmentAgain() {
        AllotmentId id = setAside(0, 2, 2, Release.NONE);
        Booking booking = booked(draw(id, 0, 2, 2));
        assertThat(carryOut(new Cancel(booking.id(), null))).isInstanceOf(Done.class);
        booked(new Book(ALICE, new RoomStay(DELUXE, Stay.of(TODAY, 2), 1), null).of(id));
        assertRefused(decide(new Reinstate(Target.of(booking.id()), null)), new AllotmentExhausted(id, 2, 1, TODAY));
    }

    @Test
    void changesMustStayWithinTheAllotmentsDates() {
        AllotmentId id = setAside(1, 3, 2, Release.NONE);
        assertRefused(
                decide(change(id, 1, TODAY, null)),
                new NoStay(TODAY + " to " + TODAY.plusDays(4) + " is not within the allotment, "
                        + Stay.of(TODAY.plusDays(1), 3)));
        assertThat(carryOut(change(id, 3, TODAY.plusDays(2), TODAY.plusDays(3))))
                .isInstanceOf(Done.class);
        assertThat(booked()).containsExactly(0, 2, 3, 2, 0);
    }

    @Test
    void releasedRoomsStayReleased() {
        AllotmentId id = setAside(1, 3, 2, Release.NONE);
        carryOut(new ReleaseAllotment(id));
        assertThat(carryOut(change(id, 4, null, null))).extracting("replayed").isEqualTo(true);
        assertThat(carryOut(new ReleaseAllotment(id))).extracting("replayed").isEqualTo(true);
        assertThat(booked()).containsOnly(0);
    }

    private static ChangeAllotment change(AllotmentId id, int rooms, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new ChangeAllotment(id, null, rooms, from, to, Release.NONE);
    }
}
