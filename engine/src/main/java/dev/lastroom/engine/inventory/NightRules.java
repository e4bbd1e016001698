package dev.lastroom.engine.inventory;

import java.util.ArrayList;
import java.util.List;

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

    private static final String CLOSED = "closed";
    private static final String CLOSED_TO_ARRIVAL = "cta";
    private static final String CLOSED_TO_DEPARTURE = "ctd";
    private static final String NOT_LAST_NIGHT = "not-last";
    private static final String MIN_STAY = "min";
    private static final String MAX_STAY = "max";
    private static final String MIN_ADVANCE = "latest";
    private static final String MAX_ADVANCE = "earliest";

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

    /** All rules except the overbooking allowance as text for a store, separated by spaces: empty for no rules. */
    public String toText() {
        List<String> words = new ArrayList<>();
        addIf(words, closed, CLOSED);
        addIf(words, closedToArrival, CLOSED_TO_ARRIVAL);
        addIf(words, closedToDeparture, CLOSED_TO_DEPARTURE);
        addIf(words, !lastNight, NOT_LAST_NIGHT);
        addIf(words, minStay > NONE.minStay, MIN_STAY + "=" + minStay);
        addIf(words, maxStay < NONE.maxStay, MAX_STAY + "=" + maxStay);
        addIf(words, minAdvanceDays > NONE.minAdvanceDays, MIN_ADVANCE + "=" + minAdvanceDays);
        addIf(words, maxAdvanceDays < NONE.maxAdvanceDays, MAX_ADVANCE + "=" + maxAdvanceDays);
        return String.join(" ", words);
    }

    private static void addIf(List<String> words, boolean applies, String word) {
        if (applies) {
            words.add(word);
        }
    }

    /**
     * Parses what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static NightRules parse(int overbooking, String text) {
        boolean closed = false;
        boolean closedToArrival = false;
        boolean closedToDeparture = false;
        boolean lastNight = NONE.lastNight;
        int minStay = NONE.minStay;
        int maxStay = NONE.maxStay;
        int minAdvanceDays = NONE.minAdvanceDays;
        int maxAdvanceDays = NONE.maxAdvanceDays;
        for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            String value = equals < 0 ? "" : word.substring(equals + 1);
            switch (name) {
                case CLOSED -> closed = true;
                case CLOSED_TO_ARRIVAL -> closedToArrival = true;
                case CLOSED_TO_DEPARTURE -> closedToDeparture = true;
                case NOT_LAST_NIGHT -> lastNight = false;
                case MIN_STAY -> minStay = Integer.parseInt(value);
                case MAX_STAY -> maxStay = Integer.parseInt(value);
                case MIN_ADVANCE -> minAdvanceDays = Integer.parseInt(value);
                case MAX_ADVANCE -> maxAdvanceDays = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("not the rules of a night: " + text);
            }
        }
        return new NightRules(
                overbooking,
                closed,
                closedToArrival,
                closedToDeparture,
                lastNight,
                minStay,
                maxStay,
                minAdvanceDays,
                maxAdvanceDays);
    }
}
