package dev.lastroom.engine.booking;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When rooms of an allotment that are not picked up go back to general sale: at 00:00 of a day, in the property's time
 * zone. With both a date and a number of days, the earlier counts; with neither, the rooms are kept. Immutable and
 * thread-safe.
 *
 * @param date the day on which all nights are released; null for none
 * @param daysBefore how many days before its date each night is released, 0-365; null for none
 */
public record Release(@Nullable LocalDate date, @Nullable Integer daysBefore) {

    /** The most days before a night. */
    public static final int DAYS_BEFORE_MAX = 365;

    /** Never. */
    public static final Release NONE = new Release(null, null);

    /** @throws IllegalArgumentException if a value is out of range */
    public Release {
        if (date != null) {
            checkDate(date);
        }
        if (daysBefore != null) {
            checkDaysBefore(daysBefore);
        }
    }

    /**
     * Returns {@code date}.
     *
     * @throws IllegalArgumentException if it is before 1970 or after 9999
     */
    public static LocalDate checkDate(LocalDate date) {
        if (date.isBefore(DateRange.DATE_MIN) || date.isAfter(DateRange.DATE_MAX)) {
            throw new IllegalArgumentException("must be between " + DateRange.DATE_MIN + " and " + DateRange.DATE_MAX);
        }
        return date;
    }

    /**
     * Returns {@code days}.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static int checkDaysBefore(int days) {
        if (days < 0 || days > DAYS_BEFORE_MAX) {
            throw new IllegalArgumentException("must be 0 to " + DAYS_BEFORE_MAX);
        }
        return days;
    }

    /** The same release, with the other's values where they are not null. */
    public Release with(Release other) {
        return new Release(
                other.date != null ? other.date : date, other.daysBefore != null ? other.daysBefore : daysBefore);
    }

    /** When a night is released; null for never. */
    @Nullable
    public Instant of(LocalDate night, ZoneId zone) {
        LocalDate rolling = daysBefore == null ? null : night.minusDays(daysBefore);
        LocalDate day = rolling == null || (date != null && date.isBefore(rolling)) ? date : rolling;
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }
}
