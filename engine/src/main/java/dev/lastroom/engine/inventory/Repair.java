package dev.lastroom.engine.inventory;

import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result for a night whose count was wrong. Immutable and thread-safe.
 *
 * @param night the night
 * @param total the number of rooms; 0 if the night is not open
 * @param counted the rooms of its live bookings
 * @param recorded the night's own count of booked rooms
 * @param result what was done about it
 */
public record Repair(NightKey night, int total, long counted, long recorded, Resolution result) {

    /** The ways to treat a wrong count. */
    public enum Resolution {
        /** The count is now the sum of the bookings. */
        CORRECTED,
        /** Left as it was: the bookings hold more rooms than there are, and no count may record that. */
        OVERSOLD,
        /** Left as it was: there are bookings for a night that is not open. */
        NOT_OPEN
    }

    /**
     * Decides what to do about nights whose counts are wrong.
     *
     * @param recount the recount of the nights, made under their locks
     * @param locked the nights that are open
     */
    public static List<Repair> decide(IntegrityReport recount, Map<NightKey, Night> locked) {
        return recount.drift().stream().map(drift -> decide(drift, locked)).toList();
    }

    private static Repair decide(Drift drift, Map<NightKey, Night> locked) {
        NightKey key = new NightKey(drift.roomTypeId(), drift.date());
        Night night = locked.get(key);
        int total = night == null ? 0 : night.total();
        return new Repair(key, total, drift.counted(), drift.recorded(), result(night, drift.counted()));
    }

    private static Resolution result(@Nullable Night night, long counted) {
        if (night == null) {
            return Resolution.NOT_OPEN;
        }
        return counted > night.capacity() ? Resolution.OVERSOLD : Resolution.CORRECTED;
    }

    /** Whether the night's count is right now. */
    public boolean corrected() {
        return result == Resolution.CORRECTED;
    }
}
