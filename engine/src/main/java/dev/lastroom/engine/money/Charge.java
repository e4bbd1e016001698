package dev.lastroom.engine.money;

import java.math.BigInteger;

/** A percentage of the total price or a fixed amount, as a deposit or a fee. Immutable and thread-safe. */
public sealed interface Charge {

    /** The most that a fixed charge can be, in minor units. */
    long AMOUNT_MAX = 1_000_000_000_000L;

    /**
     * The charge on {@code total}, never more than all of it. Half a minor unit or more is rounded up, less is rounded
     * down.
     */
    Money of(Money total);

    /**
     * A part of the total price.
     *
     * @param percent 1-100
     */
    record Percent(int percent) implements Charge {

        private static final BigInteger HUNDRED = BigInteger.valueOf(100);
        private static final BigInteger HALF_OF_HUNDRED = BigInteger.valueOf(50);

        /** @throws IllegalArgumentException if it is out of range */
        public Percent {
            check(percent);
        }

        /**
         * Returns {@code percent}.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public static long check(long percent) {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("must be 1 to 100");
            }
            return percent;
        }

        @Override
        public Money of(Money total) {
            BigInteger hundredths = BigInteger.valueOf(total.minor()).multiply(BigInteger.valueOf(percent));
            return new Money(hundredths.add(HALF_OF_HUNDRED).divide(HUNDRED).longValueExact(), total.currency());
        }
    }

    /**
     * An amount for the whole booking, or its total price if that is less.
     *
     * @param minor the amount in minor units, 1-10^12
     */
    record Fixed(long minor) implements Charge {

        /** @throws IllegalArgumentException if it is out of range */
        public Fixed {
            check(minor);
        }

        /**
         * Returns {@code minor}.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public static long check(long minor) {
            if (minor < 1 || minor > AMOUNT_MAX) {
                throw new IllegalArgumentException("must be 1 to " + AMOUNT_MAX + " minor units");
            }
            return minor;
        }

        @Override
        public Money of(Money total) {
            return new Money(Math.min(minor, total.minor()), total.currency());
        }
    }
}
