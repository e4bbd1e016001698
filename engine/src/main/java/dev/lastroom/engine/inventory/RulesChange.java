package dev.lastroom.engine.inventory;

import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes to the rules of nights. A null value means no change; the neutral values of {@link NightRules#NONE} lift a
 * rule. Immutable and thread-safe.
 *
 * @param overbooking how many rooms may be sold beyond the total, 0-100,000
 * @param closed whether the night is closed to all stays
 * @param closedToArrival whether no stay may begin with it
 * @param closedToDeparture whether no guest may leave on its date
 * @param minStay the fewest nights of a stay that begins with it, 1-365
 * @param maxStay the most nights of a stay that begins with it, 1-365
 * @param minAdvanceDays the fewest days from booking to arrival, 0-36,500
 * @param maxAdvanceDays the most days from booking to arrival, 0-36,500
 */
public record RulesChange(
        @Nullable Integer overbooking,
        @Nullable Boolean closed,
        @Nullable Boolean closedToArrival,
        @Nullable Boolean closedToDeparture,
        @Nullable Integer minStay,
        @Nullable Integer maxStay,
        @Nullable Integer minAdvanceDays,
        @Nullable Integer maxAdvanceDays) {

    /** No changes. */
    public static final RulesChange NONE = new RulesChange(null, null, null, null, null, null, null, null);

    /** @throws IllegalArgumentException naming the value that is out of range or contradicts another */
    public RulesChange {
        check(overbooking, RoomType::checkTotalRooms);
        check(minStay, NightRules::checkStay);
        check(maxStay, NightRules::checkStay);
        check(minAdvanceDays, NightRules::checkAdvanceDays);
        check(maxAdvanceDays, NightRules::checkAdvanceDays);
        if (minStay != null && maxStay != null && minStay > maxStay) {
            throw new IllegalArgumentException("must not be less than minStay, " + minStay);
        }
        if (minAdvanceDays != null && maxAdvanceDays != null && minAdvanceDays > maxAdvanceDays) {
            throw new IllegalArgumentException("must not be less than minAdvanceDays, " + minAdvanceDays);
        }
    }

    private static void check(@Nullable Integer value, IntUnaryOperator check) {
        if (value != null) {
            int _ = check.applyAsInt(value);
        }
    }

    /** The rules {@code before} with these changes. */
    public NightRules applyTo(NightRules before) {
        return new NightRules(
                Objects.requireNonNullElse(overbooking, before.overbooking()),
                Objects.requireNonNullElse(closed, before.closed()),
                Objects.requireNonNullElse(closedToArrival, before.closedToArrival()),
                Objects.requireNonNullElse(closedToDeparture, before.closedToDeparture()),
                before.lastNight(),
                Objects.requireNonNullElse(minStay, before.minStay()),
                Objects.requireNonNullElse(maxStay, before.maxStay()),
                Objects.requireNonNullElse(minAdvanceDays, before.minAdvanceDays()),
                Objects.requireNonNullElse(maxAdvanceDays, before.maxAdvanceDays()));
    }
}
