package dev.lastroom.engine.booking;

import dev.lastroom.engine.money.Money;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;

/**
 * What one room costs in each night of a stay, as it was when the night was booked. Immutable and thread-safe.
 *
 * @param minor the price of each night in order, in minor units
 */
public record NightPrices(List<Long> minor) {

    public NightPrices {
        minor = List.copyOf(minor);
    }

    /**
     * Reads the form that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static NightPrices parse(String text) {
        return new NightPrices(
                Arrays.stream(text.split(" ", -1)).map(Long::valueOf).toList());
    }

    /**
     * What so many rooms cost together.
     *
     * @throws ArithmeticException if the sum does not fit 64 bits
     */
    public Money total(int rooms, Currency currency) {
        long sum = 0;
        for (long price : minor) {
            sum = Math.addExact(sum, price);
        }
        return new Money(sum, currency).times(rooms);
    }

    /** The prices in order, parted by spaces. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (long price : minor) {
            text.append(text.isEmpty() ? "" : " ").append(price);
        }
        return text.toString();
    }
}
