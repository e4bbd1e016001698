package dev.lastroom.engine.rules;

import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.EUR;
import static dev.lastroom.engine.testing.TestHotel.NOW;
import static dev.lastroom.engine.testing.TestHotel.PROPERTY;
import static dev.lastroom.engine.testing.TestHotel.ROOM_TYPE;
import static dev.lastroom.engine.testing.TestHotel.SEASIDE;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.night;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.event.NightsEvent.Span;
import dev.lastroom.engine.event.PropertyEvent;
import dev.lastroom.engine.event.RoomTypeEvent;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.SetupRefusal.CapacityBelowBooked;
import dev.lastroom.engine.outcome.SetupRefusal.CapacityBelowBooked.BookedNight;
import dev.lastroom.engine.outcome.SetupRefusal.OtherCurrency;
import dev.lastroom.engine.outcome.SetupRefusal.PropertyNotFound;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeOfOtherProperty;
import dev.lastroom.engine.rules.Change.Happened;
import dev.lastroom.engine.rules.Change.NightIs;
import dev.lastroom.engine.rules.Change.PropertyIs;
import dev.lastroom.engine.rules.Change.RoomTypeIs;
import dev.lastroom.engine.rules.Decision.Decided;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Properties, room types, and the opening and changing of nights. */
class SetUpDecisionTest extends DecisionFixture {

    private static final PropertyId ALPINE = new PropertyId("alpine");
    private static final LocalDate SIXTH_NIGHT = TODAY.plusDays(5);

    @Test
    void savesANewPropertyAndChangesAnOldOne() {
        Property alpine = new Property(ALPINE, "Alpine", ZoneOffset.UTC, EUR);
        Decided<?> decided = decide(new SaveProperty(alpine));
        assertThat(decided.outcome()).isEqualTo(new Done<>(new SaveProperty.Saved(alpine, true), false));
        assertThat(decided.changes())
                .containsExactly(new PropertyIs(alpine), happened(new PropertyEvent(null, alpine)));

        Property renamed = new Property(SEASIDE, "Seaside Palace", PROPERTY.timeZone(), EUR);
        Decided<?> changed = decide(new SaveProperty(renamed));
        assertThat(changed.outcome()).isEqualTo(new Done<>(new SaveProperty.Saved(renamed, false), false));
        assertThat(changed.changes())
                .containsExactly(new PropertyIs(renamed), happened(new PropertyEvent(PROPERTY, renamed)));
        assertThat(decide(new SaveProperty(PROPERTY)))
                .isEqualTo(new Decided<>(new Done<>(new SaveProperty.Saved(PROPERTY, false), false), List.of()));
    }

    @Test
    void savesANewRoomTypeAndChangesAnOldOne() {
        RoomType suite = new RoomType(new RoomTypeId("suite"), SEASIDE, "Suite", "", 2, 50_000);
        Decided<?> decided = decide(new SaveRoomType(suite));
        assertThat(decided.outcome()).isEqualTo(new Done<>(new SaveRoomType.Saved(suite, true), false));
        assertThat(decided.changes()).containsExactly(new RoomTypeIs(suite), happened(new RoomTypeEvent(null, suite)));

        RoomType dearer = new RoomType(DELUXE, SEASIDE, "Deluxe", "sea view", 12, 9_900);
        Decided<?> changed = decide(new SaveRoomType(dearer));
        assertThat(changed.outcome()).isEqualTo(new Done<>(new SaveRoomType.Saved(dearer, false), false));
        assertThat(changed.changes())
                .as("open nights keep their values")
                .containsExactly(new RoomTypeIs(dearer), happened(new RoomTypeEvent(ROOM_TYPE, dearer)));
        assertThat(decide(new SaveRoomType(ROOM_TYPE)).changes()).isEmpty();
    }

    /** Prices are numbers of minor units: in another currency they would be other prices. */
    @Test
    void neverChangesTheCurrencyOfAProperty() {
        assertRefusedAndUnchanged(
                decide(SaveProperty.of("seaside", "Seaside", "UTC", "JPY")),
                new OtherCurrency(SEASIDE, PROPERTY.currency()));
    }

    @Test
    void refusesARoomTypeOfAnUnknownProperty() {
        assertRefusedAndUnchanged(
                decide(SaveRoomType.of("suite", "alpine", "Suite", 2, 1)), new PropertyNotFound(ALPINE));
    }

    @Test
    void neverMovesARoomTypeToAnotherProperty() {
        carryOut(SaveProperty.of("alpine", "Alpine", "UTC", "EUR"));
        assertRefusedAndUnchanged(
                decide(SaveRoomType.of("deluxe", "alpine", "Deluxe", 10, 9_000)),
                new RoomTypeOfOtherProperty(DELUXE, SEASIDE));
    }

    @Test
    void opensNewNightsWithTheRoomTypesValues() {
        assertOpened(SIXTH_NIGHT, null, null, null, new Night(DELUXE, SIXTH_NIGHT, 10, 0, ROOM_TYPE.pricePerNight()));
    }

    @Test
    void opensNewNightsWithTheGivenValues() {
        assertOpened(SIXTH_NIGHT, 0, 1L, null, new Night(DELUXE, SIXTH_NIGHT, 0, 0, 1));
        assertOpened(SIXTH_NIGHT, 4, null, null, new Night(DELUXE, SIXTH_NIGHT, 4, 0, ROOM_TYPE.pricePerNight()));
    }

    @Test
    void keepsTheValuesOfAnOpenNightThatAreNotGiven() {
        load(night(TODAY, 8, 3));
        Span before = new Span(TODAY, TODAY.plusDays(1), 8, 10_000, NightRules.NONE);
        assertOpened(TODAY, 3, null, before, new Night(DELUXE, TODAY, 3, 3, 10_000));
        assertOpened(TODAY, null, 77L, before, new Night(DELUXE, TODAY, 8, 3, 77));
    }

    @Test
    void nothingHappensToNightsThatNeedNoChange() {
        load(night(TODAY, 8, 3));
        assertThat(decide(new OpenNights(DELUXE, TODAY, TODAY.plusDays(1), null, null)))
                .isEqualTo(new Decided<>(new Done<>(new OpenNights.Opened(1), false), List.of()));
        assertThat(decide(new OpenNights(DELUXE, TODAY, TODAY.plusDays(2), 8, null))
                        .changes())
                .filteredOn(NightIs.class::isInstance)
                .containsExactly(new NightIs(night(TODAY.plusDays(1), 8, 0)));
    }

    private void assertOpened(
            LocalDate date, @Nullable Integer total, @Nullable Long price, @Nullable Span before, Night night) {
        Decided<?> decided = decide(new OpenNights(DELUXE, date, date.plusDays(1), total, price));
        assertThat(decided.outcome()).isEqualTo(new Done<>(new OpenNights.Opened(1), false));
        Span after = new Span(date, date.plusDays(1), night.total(), night.price(), NightRules.NONE);
        assertThat(decided.changes())
                .containsExactly(
                        new NightIs(night),
                        happened(
                                new NightsEvent(DELUXE, before == null ? List.of() : List.of(before), List.of(after))));
    }

    @Test
    void opensNewAndOpenNightsTogether() {
        Decided<?> decided = decide(new OpenNights(DELUXE, TODAY.plusDays(4), TODAY.plusDays(6), 7, null));
        assertThat(decided.outcome()).isEqualTo(new Done<>(new OpenNights.Opened(2), false));
        assertThat(decided.changes())
                .containsExactly(
                        new NightIs(new Night(DELUXE, TODAY.plusDays(4), 7, 0, 10_000)),
                        new NightIs(new Night(DELUXE, SIXTH_NIGHT, 7, 0, 9_000)),
                        happened(new NightsEvent(
                                DELUXE,
                                List.of(new Span(TODAY.plusDays(4), SIXTH_NIGHT, 10, 10_000, NightRules.NONE)),
                                List.of(
                                        new Span(TODAY.plusDays(4), SIXTH_NIGHT, 7, 10_000, NightRules.NONE),
                                        new Span(SIXTH_NIGHT, SIXTH_NIGHT.plusDays(1), 7, 9_000, NightRules.NONE)))));
    }

    @Test
    void listsEveryNightThatWouldHaveFewerRoomsThanAreBookedAndChangesNone() {
        load(night(TODAY, 10, 3));
        load(night(TODAY.plusDays(1), 10, 2));
        load(night(TODAY.plusDays(2), 10, 10));
        assertRefusedAndUnchanged(
                decide(new OpenNights(DELUXE, TODAY, TODAY.plusDays(3), 2, null)),
                new CapacityBelowBooked(
                        DELUXE, List.of(new BookedNight(TODAY, 3), new BookedNight(TODAY.plusDays(2), 10))));
    }

    @Test
    void opensNoNightOfAnUnknownRoomType() {
        RoomTypeId nowhere = new RoomTypeId("nowhere");
        assertRefusedAndUnchanged(
                decide(new OpenNights(nowhere, TODAY, TODAY.plusDays(1), null, null)), new RoomTypeNotFound(nowhere));
    }

    @Test
    void setsUpAWholeHotelInOneBatch() {
        RoomTypeId suite = new RoomTypeId("suite");
        carryOut(SaveProperty.of("alpine", "Alpine", "UTC", "CHF"));
        carryOut(SaveRoomType.of("suite", "alpine", "Suite", 1, 5));
        carryOut(new OpenNights(suite, TODAY, TODAY.plusDays(2), null, null));
        Booking booking = booked(BookingCommand.Book.of("alice", "suite", Stay.of(TODAY, 2), 1));
        assertThat(booking.propertyId()).isEqualTo(ALPINE);
        assertThat(booking.rate().total()).hasToString("10 CHF");
    }

    private static Happened happened(Event.What what) {
        return new Happened(new Event(what, NOW, "api", "request-1"));
    }
}
