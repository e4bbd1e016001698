package dev.lastroom.engine.inventory;

import java.time.LocalDate;
import java.util.List;

/**
 * The result of recounting every night from the bookings. Immutable and thread-safe.
 *
 * @param nightsChecked how many nights were compared
 * @param bookingsChecked how many live bookings were counted
 * @param drift the nights whose count differs, by room type and date
 */
public record IntegrityReport(long nightsChecked, long bookingsChecked, List<Drift> drift) {

    public IntegrityReport {
        drift = List.copyOf(drift);
    }

    /** Whether every night's count equals the sum of its bookings. */
    public boolean consistent() {
        return drift.isEmpty();
    }

    /**
     * A night whose count is wrong.
     *
     * @param counted the rooms of its live bookings
     * @param recorded the night's own count of booked rooms
     */
    public record Drift(RoomTypeId roomTypeId, LocalDate date, long counted, long recorded) {}
}
