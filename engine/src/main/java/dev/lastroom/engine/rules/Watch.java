package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The one night that keeps an entry from its stay. The entry need not be looked at again before that night has more
 * free rooms or other rules, so that entries that cannot be served cost bookings nothing. It is recorded while all
 * nights of the stay are locked. Immutable and thread-safe.
 *
 * @param date the night; null if the entry must be looked at whenever the room type changes
 * @param rooms how many rooms must be free on it before the entry is looked at
 */
public record Watch(@Nullable LocalDate date, int rooms) {

    /** For an entry that is looked at every time: it may come to fit as time passes. */
    public static final Watch ALWAYS = new Watch(null, 0);

    /** More rooms than any night has: the night's rules must change. */
    public static final int OTHER_RULES = Integer.MAX_VALUE;

    /** The watch of an entry whose stay was refused with {@code why}. */
    static Watch of(Refusal why, Stay stay, int rooms) {
        if (why instanceof InsufficientInventory r) {
            return new Watch(r.conflictDate(), rooms);
        }
        if (why instanceof RestrictionViolated r) {
            return switch (r.rule()) {
                case MIN_ADVANCE_DAYS, MAX_ADVANCE_DAYS -> ALWAYS;
                // The row of the night before says whether a guest may depart.
                case CLOSED_TO_DEPARTURE -> new Watch(stay.end().minusDays(1), OTHER_RULES);
                case CLOSED, CLOSED_TO_ARRIVAL, MIN_STAY, MAX_STAY, MAX_OCCUPANCY -> new Watch(r.date(), OTHER_RULES);
            };
        }
        return ALWAYS;
    }
}
