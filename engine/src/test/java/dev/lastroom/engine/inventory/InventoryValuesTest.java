package dev.lastroom.engine.inventory;

import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.PROPERTY;
import static dev.lastroom.engine.testing.TestHotel.SEASIDE;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.night;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryValuesTest {

    @Test
    void aNightSellsAllItsRoomsAndNotOneMore() {
        assertThat(night(TODAY, 2, 1).withBooked(1).available()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> night(TODAY, 2, 2).withBooked(1))
                .withMessageContainingAll("deluxe", "2027-01-10", "0 to 2", "not 3");
    }

    @Test
    void aNightGivesBackWhatItSoldAndNotOneMore() {
        assertThat(night(TODAY, 2, 2).withBooked(-2).available()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> night(TODAY, 2, 0).withBooked(-1));
    }

    @Test
    void aNightNeverOffersFewerRoomsThanItSold() {
        assertThat(night(TODAY, 5, 2).withOffer(2, 1, NightRules.NONE)).isEqualTo(new Night(DELUXE, TODAY, 2, 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> night(TODAY, 5, 2).withOffer(1, 1, NightRules.NONE));
    }

    @Test
    void nightsAreLockedByRoomTypeAndThenByDate() {
        NightKey later = new NightKey(new RoomTypeId("a"), LocalDate.of(2027, 10, 1));
        NightKey otherType = new NightKey(new RoomTypeId("b"), LocalDate.of(2027, 9, 1));
        NightKey earlier = new NightKey(new RoomTypeId("a"), LocalDate.of(2027, 9, 30));
        assertThat(Stream.of(later, otherType, earlier).sorted()).containsExactly(earlier, later, otherType);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000})
    void aRoomTypeHasUpTo100000Rooms(int rooms) {
        assertThat(roomType(rooms, 1).totalRooms()).isEqualTo(rooms);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 100_001})
    void aRoomTypeWithAnyOtherNumberOfRoomsIsRefused(int rooms) {
        assertThatIllegalArgumentException().isThrownBy(() -> roomType(rooms, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000_000_000L})
    void aNightCostsUpToATrillionMinorUnits(long price) {
        assertThat(roomType(1, price).pricePerNight()).isEqualTo(price);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1_000_000_000_001L})
    void anyOtherPriceOfANightIsRefused(long price) {
        assertThatIllegalArgumentException().isThrownBy(() -> roomType(1, price));
    }

    @Test
    void todayChangesWhenTheBusinessDayEnds() {
        assertThat(PROPERTY.today(Instant.parse("2027-01-11T04:59:59.999999Z"))).isEqualTo(TODAY);
        assertThat(PROPERTY.today(Instant.parse("2027-01-11T05:00:00Z"))).isEqualTo(TODAY.plusDays(1));
        assertThat(PROPERTY.date(Instant.parse("2027-01-10T22:59:59.999999Z"))).isEqualTo(TODAY);
        assertThat(PROPERTY.date(Instant.parse("2027-01-10T23:00:00Z"))).isEqualTo(TODAY.plusDays(1));
    }

    private static RoomType roomType(int rooms, long price) {
        return new RoomType(DELUXE, SEASIDE, "Deluxe", "", rooms, price);
    }
}
