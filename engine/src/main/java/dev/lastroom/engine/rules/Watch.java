package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What keeps one who waits from having his stay: one of its nights. He need not be asked again before that night is freer, or
 * has other rules; so those who wait in vain cost those who book nothing. It is noted with all nights of the stay locked.
 * Immutable and thread-safe.
 *
 * @param date the night; null where he must be asked whenever somebody touches the room type
 * @param rooms how many rooms must be free on it before he is asked
 */
public record Watch(@Nullable LocalDate date, int rooms) {

    /** Of one who is to be asked each time: he may come to fit by mere time. */
    public static final Watch ALWAYS = new Watch(null, 0);

    /** More rooms than any night has: the night's rules must change. */
    public static final int OTHER_RULES = Integer.MAX_VALUE;

    /** What keeps somebody from a stay that was refused with {@code why}. */
    static Watch of(Refusal why, Stay stay, int rooms) {
        if (why instanceof InsufficientInventory r) {
            return new Watch(r.conflictDate(), rooms);
        }
        if (why instanceof RestrictionViolated r) {
            return switch (r.rule()) {
                case MIN_ADVANCE_DAYS, MAX_ADVANCE_DAYS -> ALWAYS;
                // The row of the night before says whether one may depart.
                case CLOSED_TO_DEPARTURE -> new Watch(stay.end().minusDays(1), OTHER_RULES);
                case CLOSED, CLOSED_TO_ARRIVAL, MIN_STAY, MAX_STAY, MAX_OCCUPANCY -> new Watch(r.date(), OTHER_RULES);
            };
        }
        return ALWAYS;
    }
}
