package dev.lastroom.server.http;

import dev.lastroom.engine.booking.InvalidDateRangeException;
import dev.lastroom.engine.inventory.Property;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Turns texts of a request into values. An error becomes a problem that names the field. */
public final class Checks {

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");
    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Set<String> TIME_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private Checks() {}

    /** Makes a value that checks itself, and names {@code field} if it fails. */
    public static <T> T checked(String field, Supplier<T> make) {
        try {
            return make.get();
        } catch (InvalidDateRangeException e) {
            throw Problem.ofField(ErrorCode.INVALID_DATE_RANGE, field, String.valueOf(e.getMessage()))
                    .exception();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field, String.valueOf(e.getMessage())).exception();
        }
    }

    /**
     * Reads a date.
     *
     * @throws IllegalArgumentException if {@code text} is not a date as {@code YYYY-MM-DD}
     */
    public static LocalDate date(String text) {
        if (!isDate(text)) {
            throw new IllegalArgumentException("must be a date in the format YYYY-MM-DD");
        }
        try {
            return LocalDate.of(
                    Integer.parseInt(text, 0, 4, 10),
                    Integer.parseInt(text, 5, 7, 10),
                    Integer.parseInt(text, 8, 10, 10));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a date that exists, in the format YYYY-MM-DD", e);
        }
    }

    /** Every search and booking has two dates, and a pattern and a parser would take a tenth of its processor time. */
    private static boolean isDate(String text) {
        if (text.length() != 10) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            char c = text.charAt(i);
            boolean isHere = (i == 4 || i == 7) ? c == '-' : ('0' <= c && c <= '9');
            if (!isHere) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads an instant.
     *
     * @throws IllegalArgumentException if {@code text} is not an RFC 3339 instant in UTC
     */
    public static Instant instant(String text) {
        // Instant.parse alone also accepts other offsets and years of ten digits.
        if (!INSTANT.matcher(text).matches()) {
            throw new IllegalArgumentException("must be an instant in UTC, such as 2027-01-15T12:00:00Z");
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be an instant that exists, such as 2027-01-15T12:00:00Z", e);
        }
    }

    /**
     * Finds a time zone.
     *
     * @throws IllegalArgumentException if {@code name} is not the name of a time zone
     */
    public static ZoneId timeZone(String name) {
        // ZoneId.of alone accepts offsets such as +02:00, which have no summer time.
        if (!TIME_ZONES.contains(name)) {
            throw new IllegalArgumentException("must be the IANA name of a time zone, such as Europe/Lisbon");
        }
        return ZoneId.of(name);
    }

    /**
     * Reads the local time at which a business day ends, such as {@code 06:00}.
     *
     * @throws IllegalArgumentException if {@code text} is not such a time, or a business day cannot end then
     */
    public static LocalTime businessDayEnds(String text) {
        if (!TIME_OF_DAY.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a time of day, such as 06:00");
        }
        return Property.checkBusinessDayEnds(LocalTime.parse(text));
    }

    /**
     * Finds a currency.
     *
     * @throws IllegalArgumentException if prices cannot be in {@code code}
     */
    public static Currency currency(String code) {
        Currency currency;
        try {
            currency = Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be an ISO 4217 currency code, such as EUR", e);
        }
        // Gold and "no currency" have codes too, but no minor units.
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("must be the code of a currency with minor units, such as EUR");
        }
        return currency;
    }
}
