package dev.lastroom.engine.money;

import java.util.Comparator;
import java.util.List;

/**
 * The fee for a cancel, by the days left until arrival. Before the first tier a cancel is free. Immutable and
 * thread-safe.
 *
 * @param tiers 1-20 tiers, the one furthest from the arrival first; no two for the same day
 */
public record CancellationPolicy(List<Tier> tiers) {

    /** The most tiers of a policy. */
    public static final int TIERS_MAX = 20;

    /** @throws IllegalArgumentException if there are no tiers, too many, or two for the same day */
    public CancellationPolicy {
        if (tiers.isEmpty() || tiers.size() > TIERS_MAX) {
            throw new IllegalArgumentException("must have 1 to " + TIERS_MAX + " fees");
        }
        if (tiers.stream().map(Tier::daysBeforeArrival).distinct().count() < tiers.size()) {
            throw new IllegalArgumentException("must not have two fees for the same daysBeforeArrival");
        }
        tiers = tiers.stream()
                .sorted(Comparator.comparing(Tier::daysBeforeArrival).reversed())
                .toList();
    }

    /**
     * The fee for a cancel from a day on, until the next tier.
     *
     * @param daysBeforeArrival how many days before the arrival it begins, 0-1,000; 0 is the day of arrival
     * @param charge the part of the total price
     */
    public record Tier(int daysBeforeArrival, Charge charge) {

        private static final int DAYS_MAX = 1_000;

        /** @throws IllegalArgumentException if the days are out of range */
        public Tier {
            checkDays(daysBeforeArrival);
        }

        /**
         * Returns {@code days}.
         *
         * @throws IllegalArgumentException if they are out of range
         */
        public static long checkDays(long days) {
            if (days < 0 || days > DAYS_MAX) {
                throw new IllegalArgumentException("must be 0 to " + DAYS_MAX);
            }
            return days;
        }
    }

    /**
     * The fee for a cancel.
     *
     * @param daysLeft from the day of the cancel to the day of arrival, both at the property; negative after it
     */
    public Money fee(long daysLeft, Money totalPrice) {
        Money fee = new Money(0, totalPrice.currency());
        for (Tier tier : tiers) {
            if (daysLeft <= tier.daysBeforeArrival()) {
                fee = tier.charge().of(totalPrice);
            }
        }
        return fee;
    }
}
