package dev.lastroom.engine.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.RoomType;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class MoneyTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");

    @Test
    void addsAmountsOfOneCurrency() {
        assertThat(new Money(1_050, EUR).plus(new Money(950, EUR))).isEqualTo(new Money(2_000, EUR));
    }

    @Test
    void refusesToAddAnotherCurrencyAndNamesBothAmounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Money(1, EUR).plus(new Money(2, JPY)))
                .withMessageContainingAll("1 EUR", "2 JPY");
    }

    @Test
    void multipliesByACount() {
        assertThat(new Money(9_000, EUR).times(3)).isEqualTo(new Money(27_000, EUR));
        assertThat(new Money(9_000, EUR).times(0)).isEqualTo(new Money(0, EUR));
    }

    @Test
    void addsUpToTheLastMinorUnitOf64BitsAndNotBeyond() {
        Money almost = new Money(Long.MAX_VALUE - 1, EUR);
        assertThat(almost.plus(new Money(1, EUR)).minor()).isEqualTo(Long.MAX_VALUE);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> almost.plus(new Money(2, EUR)));
    }

    @Test
    void multipliesUpToTheLastMinorUnitOf64BitsAndNotBeyond() {
        Money half = new Money(Long.MAX_VALUE / 2, EUR);
        assertThat(half.times(2).minor()).isEqualTo(Long.MAX_VALUE - 1);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> half.times(3));
    }

    @Test
    void isNeverNegative() {
        assertThat(new Money(0, EUR).minor()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(-1, EUR));
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(1, EUR).times(-1));
    }

    @Test
    void holdsThePriceOfTheDearestBookingThatTheLimitsAllow() {
        Money night = new Money(RoomType.PRICE_PER_NIGHT_MAX, EUR).times(RoomStay.ROOMS_MAX);
        assertThat(night.times(Stay.STAY_NIGHTS_MAX).minor()).isEqualTo(365_000_000_000_000_000L);
    }
}
