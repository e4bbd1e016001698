package dev.lastroom.engine.outcome;

import static dev.lastroom.engine.testing.TestHotel.ALICE;
import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.NOW;
import static dev.lastroom.engine.testing.TestHotel.SEASIDE;
import static dev.lastroom.engine.testing.TestHotel.STAY;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentBelowPickedUp;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentExhausted;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentNotFound;
import dev.lastroom.engine.outcome.Refusal.BookingNotFound;
import dev.lastroom.engine.outcome.Refusal.GroupNotFound;
import dev.lastroom.engine.outcome.Refusal.HoldExpired;
import dev.lastroom.engine.outcome.Refusal.IdempotencyConflict;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.InvalidTransition;
import dev.lastroom.engine.outcome.Refusal.ItemRefused;
import dev.lastroom.engine.outcome.Refusal.NoStay;
import dev.lastroom.engine.outcome.Refusal.NotYourBooking;
import dev.lastroom.engine.outcome.Refusal.OtherProperty;
import dev.lastroom.engine.outcome.Refusal.OutsideStay;
import dev.lastroom.engine.outcome.Refusal.PreconditionFailed;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Refusal.StaleVersion;
import dev.lastroom.engine.outcome.Refusal.StayInThePast;
import dev.lastroom.engine.outcome.Refusal.TooManyHolds;
import dev.lastroom.engine.outcome.SetupRefusal.CapacityBelowBooked;
import dev.lastroom.engine.outcome.SetupRefusal.CapacityBelowBooked.BookedNight;
import dev.lastroom.engine.outcome.SetupRefusal.OtherCurrency;
import dev.lastroom.engine.outcome.SetupRefusal.PropertyNotFound;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeOfOtherProperty;
import dev.lastroom.engine.outcome.WaitlistRefusal.EntryNotFound;
import dev.lastroom.engine.outcome.WaitlistRefusal.NeverEnoughRooms;
import dev.lastroom.engine.outcome.WaitlistRefusal.NightNotOpen;
import dev.lastroom.engine.outcome.WaitlistRefusal.NoSuchStep;
import dev.lastroom.engine.outcome.WaitlistRefusal.NotYourEntry;
import dev.lastroom.engine.outcome.WaitlistRefusal.OfferExpired;
import dev.lastroom.engine.outcome.WaitlistRefusal.OthersWait;
import dev.lastroom.engine.outcome.WaitlistRefusal.OwnerWaitsEnough;
import dev.lastroom.engine.outcome.WaitlistRefusal.RoomsAvailable;
import dev.lastroom.engine.outcome.WaitlistRefusal.UserWaitsEnough;
import dev.lastroom.engine.outcome.WaitlistRefusal.WaitIsOver;
import dev.lastroom.engine.outcome.WaitlistRefusal.WaitlistFull;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {

    static Stream<Refusal> oneOfEachKind() {
        return Stream.of(
                new InsufficientInventory(DELUXE, 5, 3, TODAY),
                new RoomTypeNotFound(DELUXE),
                new RestrictionViolated(DELUXE, TODAY, Restriction.MIN_STAY, 3),
                new PropertyNotFound(SEASIDE),
                new BookingNotFound(newId().booking()),
                new StayInThePast(TODAY, TODAY.plusDays(1)),
                new IdempotencyConflict(new IdempotencyKey("k|1")),
                new NotYourBooking(newId().booking()),
                new CapacityBelowBooked(DELUXE, List.of(new BookedNight(TODAY, 2))),
                new RoomTypeOfOtherProperty(DELUXE, SEASIDE),
                new OtherCurrency(SEASIDE, Currency.getInstance("JPY")),
                new InvalidTransition(newId().booking(), BookingStatus.CANCELLED, "confirmed"),
                new OutsideStay(newId().booking(), BookingStatus.CONFIRMED, STAY, TODAY),
                new HoldExpired(newId().booking(), NOW),
                new TooManyHolds(ALICE, 10),
                new StaleVersion(newId().booking(), 2),
                new PreconditionFailed("property seaside", Tag.ofVersion(2)),
                new NoStay("no stay"),
                new OtherProperty(DELUXE, SEASIDE),
                new AllotmentNotFound(newId().allotment()),
                new AllotmentExhausted(newId().allotment(), 2, 1, TODAY),
                new AllotmentBelowPickedUp(newId().allotment(), TODAY, 1, 2),
                new GroupNotFound(newId().group()),
                new EntryNotFound(newId().entry()),
                new NotYourEntry(newId().entry()),
                new NoSuchStep(newId().entry(), WaitlistStatus.LEFT, WaitlistStep.ACCEPT),
                new OfferExpired(newId().entry(), NOW),
                new RoomsAvailable(DELUXE, 1),
                new NightNotOpen(DELUXE, TODAY),
                new NeverEnoughRooms(DELUXE, 12, 10, TODAY),
                new OthersWait(newId().booking()),
                new UserWaitsEnough(ALICE, 5),
                new OwnerWaitsEnough(DELUXE, 50),
                new WaitIsOver(NOW),
                new WaitlistFull(DELUXE, 100),
                new ItemRefused(3, new RestrictionViolated(DELUXE, TODAY, Restriction.CLOSED, 0)));
    }

    private static Stream<Class<?>> kinds(Class<?> kind) {
        return kind.isSealed() ? Stream.of(kind.getPermittedSubclasses()).flatMap(RefusalTest::kinds) : Stream.of(kind);
    }

    @Test
    void theseTestsKnowEveryKindOfRefusal() {
        assertThat(oneOfEachKind().map(Object::getClass))
                .containsExactlyInAnyOrder(kinds(Refusal.class).toArray(Class<?>[]::new));
    }

    @Test
    void aKeyKeepsRefusalsDecidedOnRoomsAndRules() {
        assertThat(oneOfEachKind().filter(Refusal::isKept).map(Object::getClass))
                .containsExactlyInAnyOrder(
                        InsufficientInventory.class,
                        RestrictionViolated.class,
                        RoomTypeNotFound.class,
                        AllotmentNotFound.class,
                        AllotmentExhausted.class,
                        ItemRefused.class);
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void everyRefusalSaysWhyInOneLine(Refusal refusal) {
        assertThat(refusal.message()).isNotBlank().doesNotContain("\n", "[", "@");
    }

    @Test
    void messagesCountRoomsAndNights() {
        assertThat(new InsufficientInventory(DELUXE, 5, 3, TODAY).message())
                .isEqualTo("Insufficient inventory: requested 5 rooms but only 3 available on 2027-01-10");
        assertThat(new InsufficientInventory(DELUXE, 1, 0, TODAY).message()).contains("1 room but only 0");
        assertThat(new CapacityBelowBooked(
                                DELUXE, List.of(new BookedNight(TODAY, 2), new BookedNight(TODAY.plusDays(1), 1)))
                        .message())
                .isEqualTo("Fewer rooms than are booked on 2 nights: 2 are booked on 2027-01-10");
    }

    @Test
    void aConflictDoesNotRevealTheKeyOrTheEarlierRequest() {
        assertThat(new IdempotencyConflict(new IdempotencyKey("secret")).message())
                .doesNotContain("secret");
    }
}
