package dev.lastroom.engine.booking;

import static dev.lastroom.engine.testing.Hotel.ALICE;
import static dev.lastroom.engine.testing.Hotel.DELUXE;
import static dev.lastroom.engine.testing.Hotel.NOW;
import static dev.lastroom.engine.testing.Hotel.SEASIDE;
import static dev.lastroom.engine.testing.Hotel.STAY;
import static dev.lastroom.engine.testing.Hotel.TODAY;
import static dev.lastroom.engine.testing.Hotel.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Refusal.AllotmentBelowPickedUp;
import dev.lastroom.engine.booking.Refusal.AllotmentExhausted;
import dev.lastroom.engine.booking.Refusal.AllotmentNotFound;
import dev.lastroom.engine.booking.Refusal.BookingNotFound;
import dev.lastroom.engine.booking.Refusal.CapacityBelowBooked;
import dev.lastroom.engine.booking.Refusal.CapacityBelowBooked.BookedNight;
import dev.lastroom.engine.booking.Refusal.GroupNotFound;
import dev.lastroom.engine.booking.Refusal.HoldExpired;
import dev.lastroom.engine.booking.Refusal.IdempotencyConflict;
import dev.lastroom.engine.booking.Refusal.InsufficientInventory;
import dev.lastroom.engine.booking.Refusal.InvalidTransition;
import dev.lastroom.engine.booking.Refusal.ItemRefused;
import dev.lastroom.engine.booking.Refusal.NoStay;
import dev.lastroom.engine.booking.Refusal.NotYourBooking;
import dev.lastroom.engine.booking.Refusal.OtherCurrency;
import dev.lastroom.engine.booking.Refusal.OtherProperty;
import dev.lastroom.engine.booking.Refusal.OutsideStay;
import dev.lastroom.engine.booking.Refusal.PreconditionFailed;
import dev.lastroom.engine.booking.Refusal.PropertyNotFound;
import dev.lastroom.engine.booking.Refusal.RestrictionViolated;
import dev.lastroom.engine.booking.Refusal.RoomTypeNotFound;
import dev.lastroom.engine.booking.Refusal.RoomTypeOfOtherProperty;
import dev.lastroom.engine.booking.Refusal.StaleVersion;
import dev.lastroom.engine.booking.Refusal.StayInThePast;
import dev.lastroom.engine.booking.Refusal.TooManyHolds;
import dev.lastroom.engine.booking.WaitlistRefusal.EntryNotFound;
import dev.lastroom.engine.booking.WaitlistRefusal.NeverEnoughRooms;
import dev.lastroom.engine.booking.WaitlistRefusal.NightNotOpen;
import dev.lastroom.engine.booking.WaitlistRefusal.NoSuchStep;
import dev.lastroom.engine.booking.WaitlistRefusal.NotYourEntry;
import dev.lastroom.engine.booking.WaitlistRefusal.OfferExpired;
import dev.lastroom.engine.booking.WaitlistRefusal.OthersWait;
import dev.lastroom.engine.booking.WaitlistRefusal.OwnerWaitsEnough;
import dev.lastroom.engine.booking.WaitlistRefusal.RoomsAvailable;
import dev.lastroom.engine.booking.WaitlistRefusal.UserWaitsEnough;
import dev.lastroom.engine.booking.WaitlistRefusal.WaitIsOver;
import dev.lastroom.engine.booking.WaitlistRefusal.WaitlistFull;
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
    void aKeyKeepsWhatWasDecidedOnRoomsAndRules() {
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
