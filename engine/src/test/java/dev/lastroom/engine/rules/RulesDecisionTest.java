package dev.lastroom.engine.rules;

import static dev.lastroom.engine.testing.TestHotel.ALICE;
import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.EUR;
import static dev.lastroom.engine.testing.TestHotel.ROOM_TYPE;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Restriction;
import dev.lastroom.engine.search.Quote;
import dev.lastroom.engine.search.Quote.NearStay;
import dev.lastroom.engine.search.StayQuery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stays that the rules of nights allow and forbid, by table. */
class RulesDecisionTest extends DecisionFixture {

    private static final RulesChange CLOSED = new RulesChange(null, true, null, null, null, null, null, null);

    @BeforeEach
    void openTwentyNights() {
        carryOut(new OpenNights(DELUXE, TODAY, TODAY.plusDays(20), null, 100L));
    }

    private void rules(int day, RulesChange change) {
        carryOut(new OpenNights(DELUXE, TODAY.plusDays(day), TODAY.plusDays(day + 1), null, null, change));
    }

    private static RulesChange stays(@Nullable Integer min, @Nullable Integer max) {
        return new RulesChange(null, null, null, null, min, max, null, null);
    }

    private static RulesChange advance(@Nullable Integer min, @Nullable Integer max) {
        return new RulesChange(null, null, null, null, null, null, min, max);
    }

    private static Book book(int day, int nights) {
        return new Book(ALICE, new RoomStay(DELUXE, Stay.of(TODAY.plusDays(day), nights), 1), null);
    }

    private void allowed(int day, int nights) {
        assertThat(decide(book(day, nights)).outcome()).isInstanceOf(Done.class);
    }

    private void refused(int day, int nights, int ofDay, Restriction rule, int value) {
        assertRefused(decide(book(day, nights)), new RestrictionViolated(DELUXE, TODAY.plusDays(ofDay), rule, value));
    }

    @Test
    void noStayIncludesAClosedNight() {
        rules(3, CLOSED);
        refused(3, 1, 3, Restriction.CLOSED, 0);
        refused(1, 5, 3, Restriction.CLOSED, 0);
        allowed(1, 2);
        allowed(4, 2);
    }

    @Test
    void noStayBeginsWhereItIsClosedToArrival() {
        rules(3, new RulesChange(null, null, true, null, null, null, null, null));
        refused(3, 1, 3, Restriction.CLOSED_TO_ARRIVAL, 0);
        allowed(2, 3);
        allowed(2, 1);
    }

    @Test
    void noStayEndsWhereItIsClosedToDeparture() {
        rules(3, new RulesChange(null, null, null, true, null, null, null, null));
        refused(1, 2, 3, Restriction.CLOSED_TO_DEPARTURE, 0);
        allowed(1, 1);
        allowed(1, 3);
        allowed(3, 1);
    }

    @Test
    void theNightOfArrivalLimitsTheLengthOfAStay() {
        rules(3, stays(2, 4));
        refused(3, 1, 3, Restriction.MIN_STAY, 2);
        allowed(3, 2);
        allowed(3, 4);
        refused(3, 5, 3, Restriction.MAX_STAY, 4);
        allowed(2, 8);
        allowed(4, 1);
    }

    /** A stay that is now shorter than the rule may be extended towards it, night by night. */
    @Test
    void aChangeTowardsTheRequiredLengthIsNotRefused() {
        Booking two = booked(book(3, 2));
        rules(3, stays(5, null));
        assertThat(changed(two, 3, 3)).isInstanceOf(Done.class);
        assertThat(changed(two, 3, 2)).isEqualTo(violated(3, Restriction.MIN_STAY, 5));

        Booking six = booked(book(9, 6));
        rules(9, stays(null, 3));
        assertThat(changed(six, 9, 5)).isInstanceOf(Done.class);
        assertThat(changed(six, 9, 6)).isEqualTo(violated(9, Restriction.MAX_STAY, 3));
    }

    @Test
    void aChangeOfTheArrivalMustMeetTheShortestStayOfItsNight() {
        Booking two = booked(book(1, 2));
        rules(5, stays(3, null));
        assertThat(changed(two, 5, 2)).isEqualTo(violated(5, Restriction.MIN_STAY, 3));
        assertThat(changed(two, 5, 3)).isInstanceOf(Done.class);
    }

    private Outcome<Booking> changed(Booking booking, int day, int nights) {
        Stay stay = Stay.of(TODAY.plusDays(day), nights);
        return carryOut(new Amend(Target.of(booking.id()), null, stay.start(), stay.end(), null));
    }

    private static Outcome<Booking> violated(int day, Restriction rule, int value) {
        return new Outcome.Refused<>(new RestrictionViolated(DELUXE, TODAY.plusDays(day), rule, value), false);
    }

    @Test
    void anArrivalCanBeBookedOnlyWithinItsWindow() {
        rules(2, advance(3, null));
        refused(2, 1, 2, Restriction.MIN_ADVANCE_DAYS, 3);
        rules(3, advance(3, null));
        allowed(3, 1);
        rules(9, advance(null, 8));
        refused(9, 1, 9, Restriction.MAX_ADVANCE_DAYS, 8);
        rules(8, advance(null, 8));
        allowed(8, 1);
    }

    /** The hotel is in Rome, where the business day ends at six: five in UTC. */
    @Test
    void theWindowFollowsThePropertysBusinessDay() {
        rules(2, advance(2, null));
        Instant late = Instant.parse("2027-01-11T05:00:00Z");
        assertThat(decide(request(book(2, 1), late.minusMillis(1))).outcome()).isInstanceOf(Done.class);
        assertThat(decide(request(book(2, 1), late)).outcome()).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void tooFewRoomsAreReportedBeforeAnyRule() {
        rules(0, new RulesChange(null, true, null, null, null, null, null, null));
        assertRefused(
                decide(new Book(ALICE, new RoomStay(DELUXE, Stay.of(TODAY, 1), 11), null)),
                new InsufficientInventory(DELUXE, 11, 10, TODAY));
    }

    @Test
    void theQuoteNamesTheRuleAndTheNearestStays() {
        rules(5, stays(3, null));
        rules(6, CLOSED);
        StayQuery search = new StayQuery(Stay.of(TODAY.plusDays(5), 1), 1, null, TODAY, EUR);
        Quote quote = quote(search, ROOM_TYPE, 10);
        assertThat(quote.bookable()).isFalse();
        assertThat(quote.violation())
                .isEqualTo(new RestrictionViolated(DELUXE, TODAY.plusDays(5), Restriction.MIN_STAY, 3));
        // Three nights from the fifth day would include the closed sixth.
        assertThat(quote.nearest()).containsExactly(near(4, 1), near(3, 1), near(4, 2));
    }

    @Test
    void aBookableStayComesWithNoAlternatives() {
        StayQuery search = new StayQuery(Stay.of(TODAY, 2), 1, null, TODAY, EUR);
        assertThat(quote(search, ROOM_TYPE, 10).nearest()).isEmpty();
        assertThat(quote(search, ROOM_TYPE, 10).bookable()).isTrue();
    }

    @Test
    void guestsWhoDoNotFitGetNoAlternatives() {
        RoomType single = ROOM_TYPE.withMaxOccupancy(1);
        StayQuery search = new StayQuery(Stay.of(TODAY, 2), 1, 2, TODAY, EUR);
        assertThat(quote(search, single, 10).violation())
                .isEqualTo(new RestrictionViolated(DELUXE, TODAY, Restriction.MAX_OCCUPANCY, 1));
        assertThat(quote(search, single, 10).nearest()).isEmpty();
    }

    private Quote quote(StayQuery search, RoomType roomType, int available) {
        return search.quote(
                new Availability(roomType, available, null, true), rows.nights().now());
    }

    private static NearStay near(int day, int nights) {
        return new NearStay(Stay.of(TODAY.plusDays(day), nights), 10, new Money(100L * nights, EUR));
    }
}
