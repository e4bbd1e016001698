package dev.lastroom.engine.booking;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The nights {@code [start, end)} of a guest. The night of {@code end} is not part of it, so back-to-back stays fit.
 * Dates are calendar dates at the hotel, and no time zone ever applies to them. Immutable and thread-safe.
 *
 * @param start the day of arrival
 * @param end the day of departure, 1-365 nights later
 */
public record Stay(LocalDate start, LocalDate end) {

    /** The longest stay, in nights. */
    public static final int STAY_NIGHTS_MAX = 365;

    /** @throws InvalidDateRangeException if {@code start} is not before {@code end} or the stay is too long */
    public Stay {
        DateRange.check("startDate", start, "endDate", end, STAY_NIGHTS_MAX);
    }

    /**
     * A stay of {@code nights} nights from {@code start}.
     *
     * @throws InvalidDateRangeException if the stay has no nights or is too long
     */
    public static Stay of(LocalDate start, int nights) {
        return new Stay(start, start.plusDays(nights));
    }

    /** How many nights it has, 1-365. */
    public int nights() {
        return (int) ChronoUnit.DAYS.between(start, end);
    }

    /** The date of each night, in order. */
    public List<LocalDate> dates() {
        // A loop: every decision needs the dates, and a stream costs more than the few dates in it.
        List<LocalDate> dates = new ArrayList<>(nights());
        for (LocalDate date = start; date.isBefore(end); date = date.plusDays(1)) {
            dates.add(date);
        }
        return Collections.unmodifiableList(dates);
    }

    @Override
    public String toString() {
        return start + " to " + end;
    }
}
