package dev.lastroom.engine.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastroom.engine.money.CancellationPolicy.Step;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final long HIGHEST_TOTAL = 1_000_000_000_000L * 365 * 1_000;

    private static Money eur(long minor) {
        return new Money(minor, EUR);
    }

    @ParameterizedTest
    @CsvSource({
        "33, 100, 33",
        "50, 1, 1",
        "49, 1, 0",
        "50, 3, 2",
        "30, 12345, 3704",
        "1, 49, 0",
        "1, 50, 1",
        "100, 7, 7"
    })
    void aPercentageIsRoundedHalfUp(int percent, long total, long expected) {
        assertThat(new Charge.Percent(percent).of(eur(total))).isEqualTo(eur(expected));
    }

    @Test
    void theHighestPossiblePriceDoesNotOverflow() {
        assertThat(new Charge.Percent(99).of(eur(HIGHEST_TOTAL))).isEqualTo(eur(HIGHEST_TOTAL / 100 * 99));
    }

    @Test
    void aFixedAmountIsNeverMoreThanTheTotal() {
        assertThat(new Charge.Fixed(5_000).of(eur(5_001))).isEqualTo(eur(5_000));
        assertThat(new Charge.Fixed(5_000).of(eur(4_999))).isEqualTo(eur(4_999));
        assertThat(new Charge.Fixed(5_000).of(eur(0))).isEqualTo(eur(0));
    }

    @Test
    void aDepositIsDueFromANumberOfRoomsOn() {
        DepositPolicy policy = DepositPolicy.parse("30% from 3");
        assertThat(policy.deposit(2, eur(1_000))).isNull();
        assertThat(policy.deposit(3, eur(1_000))).isEqualTo(eur(300));
        assertThat(policy.deposit(3, eur(0))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"15, 0", "14, 300", "2, 300", "1, 700", "0, 1000", "-5, 1000"})
    void theLastStepThatHasBegunCounts(long daysLeft, long fee) {
        CancellationPolicy policy = CancellationPolicy.parse("0:100% 14:30% 1:700");
        assertThat(policy.fee(daysLeft, eur(1_000))).isEqualTo(eur(fee));
    }

    @ParameterizedTest
    @ValueSource(strings = {"14:30% 1:100%", "0:5000", "1000:1%"})
    void policiesAreWrittenAsTheyWereRead(String text) {
        assertThat(CancellationPolicy.parse(text)).hasToString(text);
        assertThat(Terms.parse("5000 from 2", text).deposit()).hasToString("5000 from 2");
        assertThat(Terms.parse(null, null)).isSameAs(Terms.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30%", "x:30%", "5:0%", "5:101%", "5:-1", "-1:30%", "1001:30%", "5:10% 5:20%"})
    void aMalformedScheduleIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CancellationPolicy.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30%",
                "0% from 1",
                "101% from 1",
                "0 from 1",
                "1000000000001 from 1",
                "30% from 0",
                "9 from 1001"
            })
    void aMalformedDepositIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DepositPolicy.parse(text));
    }

    @Test
    void theStepsOfAScheduleAreLimited() {
        List<Step> many = IntStream.rangeClosed(0, CancellationPolicy.STEPS_MAX)
                .mapToObj(day -> new Step(day, new Charge.Percent(1)))
                .toList();
        assertThatIllegalArgumentException().isThrownBy(() -> new CancellationPolicy(many));
        assertThat(new CancellationPolicy(many.subList(1, many.size())).steps()).hasSize(20);
    }
}
