package dev.lastroom.engine.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NightRulesTest {

    private static RulesChange numbers(
            @Nullable Integer minStay,
            @Nullable Integer maxStay,
            @Nullable Integer minAdvance,
            @Nullable Integer maxAdvance) {
        return new RulesChange(null, null, null, null, minStay, maxStay, minAdvance, maxAdvance);
    }

    @ParameterizedTest
    @CsvSource({"0,,,", "366,,,", ",0,,", ",366,,", ",,-1,", ",,36501,", ",,,-1", ",,,36501", "3,2,,", ",,8,7"})
    void aChangeChecksItself(
            @Nullable Integer minStay,
            @Nullable Integer maxStay,
            @Nullable Integer minAdvance,
            @Nullable Integer maxAdvance) {
        assertThatIllegalArgumentException().isThrownBy(() -> numbers(minStay, maxStay, minAdvance, maxAdvance));
    }

    @Test
    void aChangeLeavesWhatItDoesNotName() {
        NightRules before = new NightRules(3, true, false, true, false, 2, 9, 1, 90);
        assertThat(RulesChange.NONE.applyTo(before)).isEqualTo(before);
        assertThat(numbers(4, null, null, 36_500).applyTo(before))
                .isEqualTo(new NightRules(3, true, false, true, false, 4, 9, 1, 36_500));
    }

    @Test
    void anAllowanceIsSoldBeyondTheTotal() {
        RoomTypeId type = new RoomTypeId("deluxe");
        LocalDate date = LocalDate.of(2027, 1, 10);
        NightRules two = new RulesChange(2, null, null, null, null, null, null, null).applyTo(NightRules.NONE);
        Night night = new Night(type, date, 5, 5, 100, two);
        assertThat(night.capacity()).isEqualTo(7);
        assertThat(night.withBooked(2).available()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> night.withBooked(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> night.withBooked(1).withRules(NightRules.NONE));
    }
}
