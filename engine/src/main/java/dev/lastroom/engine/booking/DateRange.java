package dev.lastroom.engine.booking;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The check that all ranges of nights {@code [from, to)} share. */
public final class DateRange {

    /** The first date that the engine keeps. */
    public static final LocalDate DATE_MIN = LocalDate.of(1970, 1, 1);

    /** The last date that the engine keeps. */
    public static final LocalDate DATE_MAX = LocalDate.of(9999, 12, 31);

    private DateRange() {}

    public static void check(String fromName, LocalDate from, String toName, LocalDate to, int nightsMax) {
        if (!from.isBefore(to)) {
            throw new InvalidDateRangeException(fromName + " " + from + " must be before " + toName + " " + to);
        }
        if (from.isBefore(DATE_MIN) || to.isAfter(DATE_MAX)) {
            throw new InvalidDateRangeException(
                    fromName + " and " + toName + " must be between " + DATE_MIN + " and " + DATE_MAX);
        }
        long nights = ChronoUnit.DAYS.between(from, to);
        if (nights > nightsMax) {
            throw new InvalidDateRangeException(fromName + " " + from + " to " + toName + " " + to + " is " + nights
                    + " nights; at most " + nightsMax + " are allowed");
        }
    }
}
