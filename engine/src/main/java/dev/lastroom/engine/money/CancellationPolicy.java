package dev.lastroom.engine.money;

import java.util.Comparator;
import java.util.List;

/**
 * The fee for a cancel, by the days left until arrival. Before the first step a cancel is free. Immutable and
 * thread-safe.
 *
 * @param steps 1-20 steps, the one furthest from the arrival first; no two for the same day
 */
public record CancellationPolicy(List<Step> steps) {

    /** The most steps of a policy. */
    public static final int STEPS_MAX = 20;

    /** @throws IllegalArgumentException if there are no steps, too many, or two for the same day */
    public CancellationPolicy {
        if (steps.isEmpty() || steps.size() > STEPS_MAX) {
            throw new IllegalArgumentException("must have 1 to " + STEPS_MAX + " fees");
        }
        if (steps.stream().map(Step::daysBeforeArrival).distinct().count() < steps.size()) {
            throw new IllegalArgumentException("must not have two fees for the same daysBeforeArrival");
        }
        steps = steps.stream()
                .sorted(Comparator.comparing(Step::daysBeforeArrival).reversed())
                .toList();
    }

    /**
     * The fee for a cancel from a day on, until the next step.
     *
     * @param daysBeforeArrival how many days before the arrival it begins, 0-1,000; 0 is the day of arrival
     * @param charge the part of the total price
     */
    public record Step(int daysBeforeArrival, Charge charge) {

        private static final int DAYS_MAX = 1_000;

        /** @throws IllegalArgumentException if the days are out of range */
        public Step {
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
        for (Step step : steps) {
            if (daysLeft <= step.daysBeforeArrival()) {
                fee = step.charge().of(totalPrice);
            }
        }
        return fee;
    }
}
