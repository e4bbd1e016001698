package dev.lastroom.engine.inventory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;

/**
 * A hotel. Immutable and thread-safe.
 *
 * @param id the caller's id
 * @param name what people call it, 1-200 characters
 * @param timeZone the zone that decides what "today" is there
 * @param currency the currency of its prices
 * @param businessDayEnds until when the desk's "today" is still yesterday, 00:00 to 12:00 in whole minutes; with 00:00
 *     the business day is the calendar day
 * @param tags the words under which it is found with others
 */
public record Property(
        PropertyId id, String name, ZoneId timeZone, Currency currency, LocalTime businessDayEnds, PropertyTags tags) {

    /** When a business day ends by default. */
    public static final LocalTime BUSINESS_DAY_ENDS = LocalTime.of(6, 0);

    /** The latest that a business day may end. */
    public static final LocalTime BUSINESS_DAY_ENDS_MAX = LocalTime.NOON;

    /** @throws IllegalArgumentException if the name is empty or too long, or the time is out of range */
    public Property {
        Names.check(name);
        checkBusinessDayEnds(businessDayEnds);
    }

    /** A property with the default end of the business day, and without tags. */
    public Property(PropertyId id, String name, ZoneId timeZone, Currency currency) {
        this(id, name, timeZone, currency, BUSINESS_DAY_ENDS, PropertyTags.NONE);
    }

    /**
     * Returns {@code time}.
     *
     * @throws IllegalArgumentException if a business day cannot end at that time
     */
    public static LocalTime checkBusinessDayEnds(LocalTime time) {
        if (time.isAfter(BUSINESS_DAY_ENDS_MAX) || !time.equals(time.truncatedTo(ChronoUnit.MINUTES))) {
            throw new IllegalArgumentException(
                    "must be 00:00 to " + BUSINESS_DAY_ENDS_MAX + " in whole minutes, such as " + BUSINESS_DAY_ENDS);
        }
        return time;
    }

    /** The business day at the instant {@code at}: the "today" of bookings, arrivals and no-shows. */
    public LocalDate today(Instant at) {
        LocalDate date = date(at);
        return at.isBefore(begins(date)) ? date.minusDays(1) : date;
    }

    /** The calendar date at the instant {@code at}. */
    public LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, timeZone);
    }

    /** When the business day begins: exactly once, even if the property's clocks show that time twice, or never. */
    public Instant begins(LocalDate businessDay) {
        return businessDay.atTime(businessDayEnds).atZone(timeZone).toInstant();
    }
}
