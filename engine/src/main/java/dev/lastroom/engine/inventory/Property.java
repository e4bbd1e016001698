package dev.lastroom.engine.inventory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;

/**
 * A hotel. Immutable and thread-safe.
 *
 * @param id the caller's id
 * @param name what people call it, 1-200 characters
 * @param timeZone the zone that decides what "today" is there
 * @param currency the currency of its prices
 */
public record Property(PropertyId id, String name, ZoneId timeZone, Currency currency) {

    /** @throws IllegalArgumentException if the name is empty or too long */
    public Property {
        Names.check(name);
    }

    /** The calendar date at the property at the instant {@code at}. */
    public LocalDate today(Instant at) {
        return LocalDate.ofInstant(at, timeZone);
    }
}
