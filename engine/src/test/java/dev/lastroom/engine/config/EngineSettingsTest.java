package dev.lastroom.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastroom.engine.clock.ClockLimits;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.rules.Rules;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineSettingsTest {

    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    @ParameterizedTest
    @CsvSource({
        "lanes,                 0, 64",
        "laneQueueMax,          1, 1000000",
        "laneQueueOwnerMax,     1, 1000000",
        "batchCommandsMax,      1, 10000",
        "concurrencyRetriesMax, 0, 20",
        "sweepKeysMax,          1, 100000"
    })
    void takesANumberWithinItsRangeAndNamesTheSettingThatIsOutside(String setting, int min, int max) {
        assertThat(with(setting, min)).isNotNull();
        assertThat(with(setting, max)).isNotNull();
        assertRefused(setting, () -> with(setting, min - 1));
        assertRefused(setting, () -> with(setting, max + 1));
    }

    private static EngineSettings with(String setting, int value) {
        return EngineSettings.DEFAULT.with(it -> {
            switch (setting) {
                case "lanes" -> it.lanes = value;
                case "laneQueueMax" -> it.laneQueueMax = value;
                case "laneQueueOwnerMax" -> it.laneQueueOwnerMax = value;
                case "batchCommandsMax" -> it.batchCommandsMax = value;
                case "concurrencyRetriesMax" -> it.concurrencyRetriesMax = value;
                case "sweepKeysMax" -> it.sweepKeysMax = value;
                default -> throw new AssertionError(setting);
            }
        });
    }

    @Test
    void takesTimesUpToAYear() {
        Duration tick = Duration.ofNanos(1);
        Duration year = Duration.ofDays(365);
        assertThat(withTimes(tick, year).sweepInterval()).isEqualTo(year);
        assertThat(EngineSettings.DEFAULT.withLaneWaitMax(year).laneWaitMax()).isEqualTo(year);
        assertThat(withTimes(year, tick).oneByOneBudget()).isEqualTo(year);
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), year.plus(tick), FOREVER}) {
            assertRefused("oneByOneBudget", () -> withTimes(wrong, tick));
            assertRefused("laneWaitMax", () -> EngineSettings.DEFAULT.withLaneWaitMax(wrong));
            assertRefused("sweepInterval", () -> withTimes(tick, wrong));
        }
    }

    private static EngineSettings withTimes(Duration oneByOneBudget, Duration sweepInterval) {
        return EngineSettings.DEFAULT.with(it -> {
            it.oneByOneBudget = oneByOneBudget;
            it.sweepInterval = sweepInterval;
        });
    }

    @Test
    void clocksMayDifferByAtMostADay() {
        Duration tick = Duration.ofNanos(1);
        Duration day = Duration.ofDays(1);
        assertThat(new ClockLimits(tick, tick)).isNotNull();
        assertThat(new ClockLimits(day, day)).isNotNull();
        assertRefused("clockSkewWarn", () -> new ClockLimits(Duration.ZERO, day));
        assertRefused("clockSkewMax", () -> new ClockLimits(tick.plus(tick), tick));
        assertRefused("clockSkewMax", () -> new ClockLimits(tick, day.plus(tick)));
    }

    @Test
    void rulesTakeTimesUpToACentury() {
        Duration tick = Duration.ofNanos(1);
        Duration century = Duration.ofDays(36_500);
        assertThat(Rules.DEFAULT.withKeys(century, century)).isNotNull();
        assertThat(Rules.DEFAULT.withKeys(tick, tick)).isNotNull();
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), century.plus(tick), FOREVER}) {
            assertRefused("keyLifetime", () -> Rules.DEFAULT.withKeys(wrong, tick));
            assertRefused("derivedKeyWindow", () -> Rules.DEFAULT.withKeys(tick, wrong));
        }
    }

    /** A draft copies each component by hand, and would lose a forgotten one. */
    @Test
    void aChangeOfOneSettingKeepsAllOthers() {
        Rules rules = new Rules(
                Duration.ofDays(1),
                Duration.ofHours(1),
                2,
                new HoldTime(Duration.ofMinutes(3)),
                4,
                5,
                6,
                Duration.ofHours(7));
        ClockLimits clock = new ClockLimits(Duration.ofSeconds(4), Duration.ofSeconds(5));
        EngineSettings all = new EngineSettings(
                rules,
                7,
                20,
                19,
                Duration.ofSeconds(8),
                10,
                2,
                Duration.ofSeconds(9),
                Duration.ofMinutes(3),
                9,
                clock,
                new SearchSettings(1_000, Duration.ofSeconds(1)));

        assertThat(all.with(_ -> {})).isEqualTo(all);
        assertThat(rules.with(_ -> {})).isEqualTo(rules);
        assertThat(all.withLanes(8).withLanes(7)).isEqualTo(all);
        assertThat(all.withQueue(30, 11)).isEqualTo(all.with(it -> {
            it.laneQueueMax = 30;
            it.laneQueueOwnerMax = 30;
            it.batchCommandsMax = 11;
        }));
    }

    private static void assertRefused(String setting, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(setting + " must be");
    }
}
