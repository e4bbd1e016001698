package dev.lastroom.engine.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NightRulesTest {

    private static RulesChange numbers(
            @Nullable Integer minStay,
            @Nullable Integer maxStay,
            @Nullable Integer minAdvance,
            @Nullable Integer maxAdvance) {
        return new RulesChange(null, null, null, null, minStay, maxStay, minAdvance, maxAdvance);
    }

    @Test
    void noRulesHaveNoText() {
        assertThat(NightRules.NONE.toText()).isEmpty();
        assertThat(NightRules.parse(0, "")).isEqualTo(NightRules.NONE);
        assertThat(NightRules.NONE.areNone()).isTrue();
    }

    @Test
    void peopleCanReadTheText() {
        assertThat(new NightRules(9, true, true, true, false, 2, 7, 1, 300).toText())
                .isEqualTo("closed cta ctd not-last min=2 max=7 latest=1 earliest=300");
    }

    @Test
    void theTextIsReadBackAsWritten() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            NightRules rules = new NightRules(
                    random.nextInt(3),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    1 + random.nextInt(365),
                    1 + random.nextInt(365),
                    random.nextInt(36_501),
                    random.nextInt(36_501));
            assertThat(NightRules.parse(rules.overbooking(), rules.toText())).isEqualTo(rules);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "closed ", "shut", "min", "min=", "min=0", "max=366", "latest=-1"})
    void anotherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> NightRules.parse(0, text));
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
