package dev.lastroom.engine.inventory;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules by which a night is sold, beside its price. What holds for arrivals is looked up at the night of the
 * arrival, what holds for departures at the night that the guest does not stay any more. Immutable and thread-safe.
 *
 * @param overbooking how many rooms may be sold beyond the total, 0-100,000
 * @param closed whether nobody may stay this night
 * @param closedToArrival whether no stay may begin with this night
 * @param closedToDeparture whether no guest may leave on this date
 * @param lastNight whether a stay may end with this night. No rule of its own: it says what the next night says of
 *     departures, so that a stay's own nights tell all about it and no other has to be locked
 * @param minStay the fewest nights of a stay that begins here, 1-365
 * @param maxStay the most nights of a stay that begins here, 1-365
 * @param minAdvanceDays how many days before the arrival a stay must be booked at the latest, 0-36,500
 * @param maxAdvanceDays how many days before the arrival it may be booked at the earliest, 0-36,500; the highest is no
 *     limit
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

    /** The longest stay that a rule can ask for or allow, in nights: as long as any may be. */
    public static final int STAY_MAX = 365;

    /** The most days of an advance-booking window. */
    public static final int ADVANCE_DAYS_MAX = 36_500;

    /** No rules: what almost every night has. */
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
     * @throws IllegalArgumentException if no rule can ask for so many
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
     * @throws IllegalArgumentException if no window has so many
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

    /** The same, with what the next night says of departures. */
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

    /** All rules but the overbooking allowance as text for a store, parted by spaces: empty where there are none. */
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
     * Reads what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException if it did not write {@code text}
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
