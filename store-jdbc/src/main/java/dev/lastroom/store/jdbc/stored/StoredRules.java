package dev.lastroom.store.jdbc.stored;

import dev.lastroom.engine.inventory.NightRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text form of the rules of a night, except the overbooking allowance: words separated by spaces. */
public final class StoredRules {

    private static final NightRules NONE = NightRules.NONE;

    private static final String CLOSED = "closed";
    private static final String CLOSED_TO_ARRIVAL = "cta";
    private static final String CLOSED_TO_DEPARTURE = "ctd";
    private static final String NOT_LAST_NIGHT = "not-last";
    private static final String MIN_STAY = "min";
    private static final String MAX_STAY = "max";
    private static final String MIN_ADVANCE = "latest";
    private static final String MAX_ADVANCE = "earliest";

    private StoredRules() {}

    /** Writes rules; null if there are none. */
    public static @Nullable String write(NightRules rules) {
        if (rules.areNone()) {
            return null;
        }
        List<String> words = new ArrayList<>();
        addIf(words, rules.closed(), CLOSED);
        addIf(words, rules.closedToArrival(), CLOSED_TO_ARRIVAL);
        addIf(words, rules.closedToDeparture(), CLOSED_TO_DEPARTURE);
        addIf(words, !rules.lastNight(), NOT_LAST_NIGHT);
        addIf(words, rules.minStay() > NONE.minStay(), MIN_STAY + "=" + rules.minStay());
        addIf(words, rules.maxStay() < NONE.maxStay(), MAX_STAY + "=" + rules.maxStay());
        addIf(words, rules.minAdvanceDays() > NONE.minAdvanceDays(), MIN_ADVANCE + "=" + rules.minAdvanceDays());
        addIf(words, rules.maxAdvanceDays() < NONE.maxAdvanceDays(), MAX_ADVANCE + "=" + rules.maxAdvanceDays());
        return words.isEmpty() ? null : String.join(" ", words);
    }

    private static void addIf(List<String> words, boolean applies, String word) {
        if (applies) {
            words.add(word);
        }
    }

    /**
     * Reads what {@link #write} wrote; an empty text is no rules either. Nights without rules, which are almost all,
     * share one value.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static NightRules read(int overbooking, @Nullable String text) {
        String words = text == null ? "" : text;
        if (overbooking == 0 && words.isEmpty()) {
            return NONE;
        }
        boolean closed = false;
        boolean closedToArrival = false;
        boolean closedToDeparture = false;
        boolean lastNight = NONE.lastNight();
        int minStay = NONE.minStay();
        int maxStay = NONE.maxStay();
        int minAdvanceDays = NONE.minAdvanceDays();
        int maxAdvanceDays = NONE.maxAdvanceDays();
        for (String word : words.isEmpty() ? new String[0] : words.split(" ", -1)) {
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
