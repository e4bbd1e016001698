package dev.lastroom.engine.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastroom.engine.money.CancellationPolicy.Tier;
import dev.lastroom.engine.money.Charge.Fixed;
import dev.lastroom.engine.money.Charge.Percent;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(new Percent(percent).of(eur(total))).isEqualTo(eur(expected));
    }

    @Test
    void theHighestPossiblePriceDoesNotOverflow() {
        assertThat(new Percent(99).of(eur(HIGHEST_TOTAL))).isEqualTo(eur(HIGHEST_TOTAL / 100 * 99));
    }

    @Test
    void aFixedAmountIsNeverMoreThanTheTotal() {
        assertThat(new Fixed(5_000).of(eur(5_001))).isEqualTo(eur(5_000));
        assertThat(new Fixed(5_000).of(eur(4_999))).isEqualTo(eur(4_999));
        assertThat(new Fixed(5_000).of(eur(0))).isEqualTo(eur(0));
    }

    @Test
    void aDepositIsDueFromANumberOfRoomsOn() {
        DepositPolicy policy = new DepositPolicy(new Percent(30), 3);
        assertThat(policy.deposit(2, eur(1_000))).isNull();
        assertThat(policy.deposit(3, eur(1_000))).isEqualTo(eur(300));
        assertThat(policy.deposit(3, eur(0))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"15, 0", "14, 300", "2, 300", "1, 700", "0, 1000", "-5, 1000"})
    void theLastTierThatHasBegunCounts(long daysLeft, long fee) {
        CancellationPolicy policy = new CancellationPolicy(
                List.of(new Tier(0, new Percent(100)), new Tier(14, new Percent(30)), new Tier(1, new Fixed(700))));
        assertThat(policy.fee(daysLeft, eur(1_000))).isEqualTo(eur(fee));
    }

    @Test
    void theTiersOfAPolicyAreLimited() {
        List<Tier> many = IntStream.rangeClosed(0, CancellationPolicy.TIERS_MAX)
                .mapToObj(day -> new Tier(day, new Percent(1)))
                .toList();
        assertThatIllegalArgumentException().isThrownBy(() -> new CancellationPolicy(many));
        assertThat(new CancellationPolicy(many.subList(1, many.size())).tiers()).hasSize(20);
    }
}
