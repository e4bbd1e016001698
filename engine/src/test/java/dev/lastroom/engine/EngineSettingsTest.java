package dev.lastroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastroom.engine.booking.Rules;
import dev.lastroom.engine.clock.ClockLimits;
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
        EngineSettings d = EngineSettings.DEFAULT;
        return new EngineSettings(
                d.rules(),
                setting.equals("lanes") ? value : d.lanes(),
                setting.equals("laneQueueMax") ? value : d.laneQueueMax(),
                setting.equals("laneQueueOwnerMax") ? value : d.laneQueueOwnerMax(),
                d.laneWaitMax(),
                setting.equals("batchCommandsMax") ? value : d.batchCommandsMax(),
                setting.equals("concurrencyRetriesMax") ? value : d.concurrencyRetriesMax(),
                d.oneByOneBudget(),
                d.sweepInterval(),
                setting.equals("sweepKeysMax") ? value : d.sweepKeysMax(),
                d.clock());
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
        return new EngineSettings(
                Rules.DEFAULT,
                1,
                1,
                1,
                Duration.ofSeconds(1),
                1,
                1,
                oneByOneBudget,
                sweepInterval,
                1,
                ClockLimits.DEFAULT);
    }

    @Test
    void clocksMayDifferByADayAtTheMost() {
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
        assertThat(new Rules(century, century)).isNotNull();
        assertThat(new Rules(tick, tick)).isNotNull();
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), century.plus(tick), FOREVER}) {
            assertRefused("keyLifetime", () -> new Rules(wrong, tick));
            assertRefused("derivedKeyWindow", () -> new Rules(tick, wrong));
        }
    }

    @Test
    void eachWithChangesWhatItNamesAndNothingElse() {
        Rules rules = new Rules(Duration.ofDays(1), Duration.ofHours(1));
        Duration minute = Duration.ofMinutes(3);
        ClockLimits clock = new ClockLimits(Duration.ofSeconds(4), Duration.ofSeconds(5));
        EngineSettings all = EngineSettings.DEFAULT
                .withRules(rules)
                .withLanes(7)
                .withQueue(20, 10)
                .withLaneQueueOwnerMax(19)
                .withLaneWaitMax(Duration.ofSeconds(8))
                .withConcurrencyRetriesMax(2)
                .withSweep(minute, 9)
                .withClock(clock);
        assertThat(all)
                .isEqualTo(new EngineSettings(
                        rules,
                        7,
                        20,
                        19,
                        Duration.ofSeconds(8),
                        10,
                        2,
                        EngineSettings.DEFAULT.oneByOneBudget(),
                        minute,
                        9,
                        clock));
    }

    private static void assertRefused(String setting, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(setting + " must be");
    }
}
