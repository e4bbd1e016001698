package dev.lastroom.store.postgres;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.PRICE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.store.jdbc.stored.StoredRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedNightsTest {

    private final RememberedNights nights = new RememberedNights(DELUXE, TODAY);

    private static Night night(int day) {
        return new Night(DELUXE, TODAY.plusDays(day), 5, day % 5, PRICE);
    }

    @Test
    void givesNightsAsLastNoted() {
        Night priced = night(1).withOffer(7, 2 * PRICE, NightRules.NONE);
        Night ruled = night(2).withRules(StoredRules.read(3, "closed min=2"));
        for (Night night : List.of(night(0), night(1), night(2), night(3), priced, ruled)) {
            nights.put(night);
        }
        assertThat(nights.get(TODAY)).isEqualTo(night(0));
        assertThat(nights.get(TODAY.plusDays(1))).isEqualTo(priced);
        assertThat(nights.get(TODAY.plusDays(2))).isEqualTo(ruled);
        assertThat(nights.get(TODAY.plusDays(3))).isEqualTo(night(3));

        nights.put(ruled.withBooked(1));
        nights.put(night(1));
        assertThat(nights.get(TODAY.plusDays(2))).isEqualTo(ruled.withBooked(1));
        assertThat(nights.get(TODAY.plusDays(1))).isEqualTo(night(1));
    }

    @Test
    void addsToACountAndStaysWithinTheRoomsForSale() {
        nights.put(night(1));
        for (int rooms : List.of(2, 1, -2)) {
            nights.add(TODAY.plusDays(1), rooms);
        }
        assertThat(nights.get(TODAY.plusDays(1))).isEqualTo(night(1).withBooked(1));
        nights.add(TODAY.plusDays(1), 10);
        assertThat(nights.get(TODAY.plusDays(1))).isEqualTo(night(1).withBooked(4));
        nights.add(TODAY.plusDays(1), -10);
        assertThat(nights.get(TODAY.plusDays(1))).isEqualTo(night(1).withBooked(-1));
        nights.add(TODAY.plusDays(7), 1);
        assertThat(nights.get(TODAY.plusDays(7))).isNull();
    }

    @Test
    void knowsNothingOfNightsThatWereNeverNoted() {
        nights.put(night(4));
        assertThat(nights.get(TODAY.plusDays(3))).isNull();
        assertThat(nights.get(TODAY.plusDays(5))).isNull();
    }

    @Test
    void leavesOutNightsThatArePastOrTooFarAhead() {
        for (int day : List.of(-1, 0, RememberedNights.DAYS_MAX - 1, RememberedNights.DAYS_MAX, 3_000_000)) {
            nights.put(new Night(DELUXE, TODAY.plusDays(day), 5, 1, PRICE));
        }
        assertThat(nights.get(TODAY.minusDays(1))).isNull();
        assertThat(nights.get(TODAY)).isNotNull();
        assertThat(nights.get(TODAY.plusDays(RememberedNights.DAYS_MAX - 1))).isNotNull();
        assertThat(nights.get(TODAY.plusDays(RememberedNights.DAYS_MAX))).isNull();
        assertThat(nights.days()).isEqualTo(RememberedNights.DAYS_MAX);
    }
}
