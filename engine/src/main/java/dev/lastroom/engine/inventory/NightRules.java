package dev.lastroom.engine.inventory;

/**
 * The rules by which a night is sold, in addition to its price. Rules on arrivals are taken from the night of arrival,
 * rules on departures from the first night that the guest no longer stays. Immutable and thread-safe.
 *
 * @param overbooking how many rooms may be sold beyond the total, 0-100,000
 * @param closed whether the night is closed to all stays
 * @param closedToArrival whether no stay may begin with this night
 * @param closedToDeparture whether no guest may leave on this date
 * @param lastNight whether a stay may end with this night. Not a rule of its own: it repeats the next night's rule on
 *     departures, so that a stay's own nights hold all its rules and no other night needs a lock
 * @param minStay the fewest nights of a stay that begins here, 1-365
 * @param maxStay the most nights of a stay that begins here, 1-365
 * @param minAdvanceDays the fewest days from booking to arrival, 0-36,500
 * @param maxAdvanceDays the most days from booking to arrival, 0-36,500; the highest is no limit
 */
public record NightRules(
        int overbooking,
        boolean closed,
        boolean closedToArrival,
        boolean closedToDeparture,
        boolean lastNight,
        int minStay,
        int maxStay,
        int minAdvanceDays,
        int maxAdvanceDays) {

    /** The longest stay that a rule can require or allow, in nights: the limit of any stay. */
    public static final int STAY_MAX = 365;

    /** The most days of an advance-booking window. */
    public static final int ADVANCE_DAYS_MAX = 36_500;

    /** No rules, as almost every night has. */
    public static final NightRules NONE =
            new NightRules(0, false, false, false, true, 1, STAY_MAX, 0, ADVANCE_DAYS_MAX);

    /** @throws IllegalArgumentException if a number is out of its range */
    public NightRules {
        RoomType.checkTotalRooms(overbooking);
        checkStay(minStay);
        checkStay(maxStay);
        checkAdvanceDays(minAdvanceDays);
        checkAdvanceDays(maxAdvanceDays);
    }

    /**
     * Returns {@code nights}.
     *
     * @throws IllegalArgumentException if it is outside the range of a stay rule
     */
    public static int checkStay(int nights) {
        if (nights < 1 || nights > STAY_MAX) {
            throw new IllegalArgumentException("must be 1 to " + STAY_MAX);
        }
        return nights;
    }

    /**
     * Returns {@code days}.
     *
     * @throws IllegalArgumentException if it is outside the range of an advance-booking window
     */
    public static int checkAdvanceDays(int days) {
        if (days < 0 || days > ADVANCE_DAYS_MAX) {
            throw new IllegalArgumentException("must be 0 to " + ADVANCE_DAYS_MAX);
        }
        return days;
    }

    /** Whether there is no rule at all. */
    public boolean areNone() {
        return equals(NONE);
    }

    /** Whether one of them may forbid a stay: there is more than an overbooking allowance. */
    public boolean restrict() {
        return closed
                || closedToArrival
                || closedToDeparture
                || !lastNight
                || minStay > NONE.minStay
                || maxStay < NONE.maxStay
                || minAdvanceDays > NONE.minAdvanceDays
                || maxAdvanceDays < NONE.maxAdvanceDays;
    }

    /** The same rules, with the next night's rule on departures. */
    public NightRules withLastNight(boolean mayBe) {
        return lastNight == mayBe
                ? this
                : new NightRules(
                        overbooking,
                        closed,
                        closedToArrival,
                        closedToDeparture,
                        mayBe,
                        minStay,
                        maxStay,
                        minAdvanceDays,
                        maxAdvanceDays);
    }
}
