package dev.lastroom.engine.money;

import java.util.Currency;

/**
 * An amount in minor units (cents, pence, yen) of one currency. Immutable and thread-safe.
 *
 * @param minor the amount in minor units, 0 or more
 * @param currency the ISO 4217 currency
 */
public record Money(long minor, Currency currency) {

    /** @throws IllegalArgumentException if {@code minor} is negative */
    public Money {
        if (minor < 0) {
            throw new IllegalArgumentException("an amount must not be negative: " + minor + " " + currency);
        }
    }

    /**
     * Adds an amount of the same currency.
     *
     * @throws IllegalArgumentException if the currencies differ
     * @throws ArithmeticException if the sum does not fit 64 bits
     */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other + " to " + this);
        }
        return new Money(Math.addExact(minor, other.minor), currency);
    }

    /**
     * Multiplies by {@code count} (0 or more).
     *
     * @throws ArithmeticException if the product does not fit 64 bits
     */
    public Money times(int count) {
        return new Money(Math.multiplyExact(minor, (long) count), currency);
    }

    @Override
    public String toString() {
        return minor + " " + currency;
    }
}
