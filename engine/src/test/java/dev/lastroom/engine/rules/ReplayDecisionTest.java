package dev.lastroom.engine.rules;

import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.NOW;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.book;
import static dev.lastroom.engine.testing.TestHotel.cancel;
import static dev.lastroom.engine.testing.TestHotel.newId;
import static dev.lastroom.engine.testing.TestHotel.night;
import static dev.lastroom.engine.testing.TestHotel.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.outcome.KeyOutcome.ABooking;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.IdempotencyConflict;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.rules.Change.KeyIs;
import dev.lastroom.engine.rules.Decision.Decided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The effects of an idempotency key: given and derived, younger and older, alike and different. */
class ReplayDecisionTest extends DecisionFixture {

    private static final Book GIVEN = book(2).withKey("k");
    private static final Book DERIVED = book(2);
    private static final Instant A_TICK_BEFORE_30_DAYS =
            NOW.plus(Duration.ofDays(30)).minusNanos(1_000);
    private static final Instant AFTER_30_DAYS = NOW.plus(Duration.ofDays(30));
    private static final Instant A_TICK_BEFORE_24_HOURS =
            NOW.plus(Duration.ofHours(24)).minusNanos(1_000);
    private static final Instant AFTER_24_HOURS = NOW.plus(Duration.ofHours(24));

    @Test
    void aGivenKeyReplaysItsBooking() {
        assertReplayed(booked(GIVEN), decide(GIVEN));
    }

    @Test
    void aGivenKeyReplaysItsBookingAsItIsNow() {
        Booking booking = booked(GIVEN);
        carryOut(cancel(booking.id()));
        assertReplayed(booking.with(booking.life().cancelled(NOW, null)), decide(GIVEN));
    }

    @Test
    void aGivenKeyReplaysItsBookingThoughItWasMoved() {
        Booking booking = booked(GIVEN);
        Booking moved = moved(booking);
        assertReplayed(moved, decide(GIVEN));
    }

    @Test
    void aDerivedKeyBooksAnewOnceItsBookingIsForOtherRoomsOrNights() {
        Booking booking = booked(DERIVED);
        moved(booking);
        assertBookedAnew(booking, decide(DERIVED));
    }

    @Test
    void aDerivedKeyReplaysOnceItsBookingWasMovedBack() {
        Booking booking = booked(DERIVED);
        moved(booking);
        Amend back = new Amend(
                Target.of(booking.id()), null, null, null, DERIVED.wanted().rooms());
        Booking again = carryOut(back).orElseThrow();
        assertReplayed(again, decide(DERIVED));
    }

    private Booking moved(Booking booking) {
        Amend fewer = new Amend(Target.of(booking.id()), null, null, null, booking.rooms() - 1);
        return carryOut(fewer).orElseThrow();
    }

    @Test
    void aGivenKeyReplaysWhenTheStayHasLongBegun() {
        Booking booking = booked(GIVEN);
        assertReplayed(booking, decide(request(GIVEN, NOW.plus(Duration.ofDays(2)))));
    }

    @Test
    void aGivenKeyReplaysUntilItsLifeEnds() {
        Booking booking = booked(GIVEN);
        assertReplayed(booking, decide(request(GIVEN, A_TICK_BEFORE_30_DAYS)));
    }

    @Test
    void aGivenKeyIsForgottenWhenItsLifeEndsAndCanBeUsedForSomethingElse() {
        booked(GIVEN);
        Book later =
                new Book(GIVEN.userId(), new RoomStay(DELUXE, Stay.of(TODAY.plusDays(30), 1), 1), GIVEN.givenKey());
        load(night(TODAY.plusDays(30), 10, 0));
        assertRefusedAndUnchanged(decide(request(later, A_TICK_BEFORE_30_DAYS)), new IdempotencyConflict(GIVEN.key()));

        Decided<?> decided = decide(request(later, AFTER_30_DAYS));
        Booking booking = booking(decided.outcome());
        assertThat(decided.outcome()).isEqualTo(new Done<>(booking, false));
        assertThat(decided.changes())
                .filteredOn(KeyIs.class::isInstance)
                .singleElement()
                .satisfies(change -> {
                    KeyRecord key = ((KeyIs) change).key();
                    assertThat(key.outcome()).isEqualTo(new ABooking(booking.id()));
                    assertThat(key.fingerprint()).isEqualTo(later.fingerprint());
                    assertThat(key.createdAt()).isEqualTo(AFTER_30_DAYS);
                });
    }

    @Test
    void aGivenKeyReplaysItsRefusalEvenWhenRoomsAreFreeAgain() {
        load(night(TODAY, 10, 10));
        Refusal soldOut = new InsufficientInventory(DELUXE, 2, 0, TODAY);
        assertThat(carryOut(GIVEN)).isEqualTo(new Refused<>(soldOut, false));
        load(night(TODAY, 10, 0));
        Decided<?> again = decide(GIVEN);
        assertThat(again.outcome()).isEqualTo(new Refused<>(soldOut, true));
        assertThat(again.changes()).isEmpty();
    }

    @Test
    void aGivenKeyThatWasRefusedIsBoundToItsRequestToo() {
        carryOut(book(11).withKey("k"));
        assertRefusedAndUnchanged(decide(GIVEN), new IdempotencyConflict(GIVEN.key()));
    }

    @Test
    void aGivenKeyWithAnotherRequestIsAConflict() {
        booked(GIVEN);
        assertRefusedAndUnchanged(decide(book(3).withKey("k")), new IdempotencyConflict(GIVEN.key()));
    }

    @Test
    void anotherKeyOfTheSameRequestBooksAgain() {
        Booking first = booked(GIVEN);
        assertBookedAnew(first, decide(book(2).withKey("k2")));
        assertBookedAnew(first, decide(DERIVED));
    }

    @Test
    void keysOfTwoOwnersAreIndependent() {
        Booking first = booked(GIVEN);
        Caller stranger = new Caller("other", "r", null, null);
        assertBookedAnew(first, decide(new Request<>(GIVEN, stranger, NOW, newId())));
        assertBookedAnew(first, decide(new Request<>(book(3).withKey("k"), stranger, NOW, newId())));
    }

    @Test
    void aDerivedKeyReplaysALiveBookingFor24Hours() {
        Booking booking = booked(DERIVED);
        assertReplayed(booking, decide(DERIVED));
        assertReplayed(booking, decide(request(DERIVED, A_TICK_BEFORE_24_HOURS)));
    }

    @Test
    void aDerivedKeyBooksAgainAfter24Hours() {
        Book later = new Book(DERIVED.userId(), new RoomStay(DELUXE, Stay.of(TODAY.plusDays(3), 1), 1), null);
        Booking first = booked(later);
        assertReplayed(first, decide(request(later, A_TICK_BEFORE_24_HOURS)));
        assertBookedAnew(first, decide(request(later, AFTER_24_HOURS)));
    }

    @Test
    void aDerivedKeyBooksAgainAfterACancel() {
        Booking first = booked(DERIVED);
        carryOut(cancel(first.id()));
        Booking second = booking(carryOut(DERIVED));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertReplayed(second, decide(DERIVED));
        assertThat(nightNow(TODAY).booked()).isEqualTo(2);
    }

    @Test
    void aDerivedKeyNeverReplaysARefusal() {
        Book spelledOut = DERIVED.withKey(DERIVED.key().value());
        load(night(TODAY, 10, 10));
        assertThat(carryOut(spelledOut)).isInstanceOf(Refused.class);
        load(night(TODAY, 10, 0));
        assertThat(decide(spelledOut).outcome()).isInstanceOf(Refused.class);
        assertThat(decide(DERIVED).outcome()).isInstanceOf(Done.class);
    }

    @Test
    void theRulesSetTheLivesOfKeys() {
        decision = new Decision(Rules.DEFAULT.withKeys(Duration.ofMinutes(2), Duration.ofMinutes(1)));
        Booking given = booked(GIVEN);
        Booking derived = booked(DERIVED);
        assertReplayed(derived, decide(request(DERIVED, NOW.plusSeconds(59))));
        assertBookedAnew(derived, decide(request(DERIVED, NOW.plusSeconds(60))));
        assertReplayed(given, decide(request(GIVEN, NOW.plusSeconds(119))));
        assertBookedAnew(given, decide(request(GIVEN, NOW.plusSeconds(120))));
    }

    @Test
    void fiveEqualRequestsInOneBatchAreOneBooking() {
        List<Request<?>> five =
                Stream.<Request<?>>generate(() -> request(DERIVED)).limit(5).toList();
        List<Outcome<?>> outcomes = decideAll(five, decision);
        Booking booking = booking(outcomes.getFirst());
        assertThat(outcomes.getFirst()).isEqualTo(new Done<>(booking, false));
        assertThat(outcomes.subList(1, 5)).containsOnly(new Done<>(booking, true));
        assertThat(nightNow(TODAY).booked()).isEqualTo(2);
    }

    @Test
    void aRetriedRequestFindsItsOwnBookingAndThatIsNoReplay() {
        Request<?> request = request(DERIVED);
        Booking booking = booking(carryOut(request));
        Decided<?> again = decide(request);
        assertThat(again.outcome()).isEqualTo(new Done<>(booking, false));
        assertThat(again.changes()).isEmpty();
    }

    @Test
    void aRetriedRequestNeverBringsItsCancelledBookingBackToLife() {
        Request<?> request = request(DERIVED);
        Booking booking = booking(carryOut(request));
        assertThat(carryOut(cancel(booking.id()))).isInstanceOf(Done.class);
        Decided<?> again = decide(request);
        assertThat(again.outcome())
                .isEqualTo(new Done<>(booking.with(booking.life().cancelled(NOW, null)), false));
        assertThat(again.changes()).isEmpty();
    }

    private static void assertReplayed(Booking earlier, Decided<?> decided) {
        assertThat(decided.outcome()).isEqualTo(new Done<>(earlier, true));
        assertThat(decided.changes()).isEmpty();
    }

    private static void assertBookedAnew(Booking earlier, Decided<?> decided) {
        Booking booking = booking(decided.outcome());
        assertThat(decided.outcome()).isEqualTo(new Done<>(booking, false));
        assertThat(booking.id()).isNotEqualTo(earlier.id());
    }
}
