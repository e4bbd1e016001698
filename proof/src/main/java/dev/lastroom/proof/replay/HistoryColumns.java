package dev.lastroom.proof.replay;

import dev.lastroom.engine.booking.InvalidDateRangeException;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.Names;
import dev.lastroom.proof.replay.HistoryRow.RoomTypeName;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The columns of one record, as the data set publishes them. */
final class HistoryColumns {

    private static final String HOTEL = "hotel";
    private static final String RESERVED_ROOM_TYPE = "reserved_room_type";
    private static final String LEAD_TIME = "lead_time";
    private static final String YEAR = "arrival_date_year";
    private static final String MONTH = "arrival_date_month";
    private static final String DAY = "arrival_date_day_of_month";
    private static final String WEEKEND_NIGHTS = "stays_in_weekend_nights";
    private static final String WEEK_NIGHTS = "stays_in_week_nights";
    private static final String RATE = "adr";
    private static final String STATUS = "reservation_status";
    private static final String STATUS_DATE = "reservation_status_date";

    private static final List<String> NEEDED = List.of(
            HOTEL,
            RESERVED_ROOM_TYPE,
            LEAD_TIME,
            YEAR,
            MONTH,
            DAY,
            WEEKEND_NIGHTS,
            WEEK_NIGHTS,
            RATE,
            STATUS,
            STATUS_DATE);

    /** No number in the file comes near this limit, and sums of a few of them fit an int. */
    private static final int NUMBER_MAX = 1_000_000;

    private final CSVRecord values;
    private final long line;

    HistoryColumns(CSVRecord values, long line) throws BadHistoryException {
        this.values = values;
        this.line = line;
        if (!values.isConsistent()) {
            throw new BadHistoryException("line " + line + ": has " + values.size() + " columns, but the header has "
                    + values.getParser().getHeaderNames().size());
        }
    }

    static void checkHeader(List<String> names) throws BadHistoryException {
        for (String name : NEEDED) {
            if (!names.contains(name)) {
                throw BadHistoryException.at(1, name, "is missing from the header");
            }
        }
    }

    int nights() throws BadHistoryException {
        return number(WEEKEND_NIGHTS) + number(WEEK_NIGHTS);
    }

    HistoryRow row() throws BadHistoryException {
        LocalDate arrival = arrival();
        return new HistoryRow(
                values.getRecordNumber(),
                roomType(),
                arrival.minusDays(number(LEAD_TIME)),
                stay(arrival),
                cancelledOn(),
                text(STATUS).equals("Check-Out"),
                rate());
    }

    private RoomTypeName roomType() throws BadHistoryException {
        RoomTypeName roomType = new RoomTypeName(text(HOTEL), text(RESERVED_ROOM_TYPE));
        try {
            Names.check(roomType.toString());
        } catch (IllegalArgumentException e) {
            throw BadHistoryException.at(line, HOTEL, "with " + RESERVED_ROOM_TYPE + " " + e.getMessage());
        }
        return roomType;
    }

    private @Nullable LocalDate cancelledOn() throws BadHistoryException {
        String status = text(STATUS);
        return switch (status) {
            case "Canceled" -> statusDate();
            case "No-Show", "Check-Out" -> null;
            default -> throw bad(STATUS, "must be Check-Out, Canceled or No-Show", status);
        };
    }

    private LocalDate arrival() throws BadHistoryException {
        String month = text(MONTH);
        try {
            int monthNumber = Month.valueOf(month.toUpperCase(Locale.ROOT)).getValue();
            return LocalDate.of(number(YEAR), monthNumber, number(DAY));
        } catch (IllegalArgumentException e) {
            throw bad(MONTH, "must be the English name of a month", month);
        } catch (DateTimeException e) {
            throw bad(DAY, "is not in " + month + " " + text(YEAR), text(DAY));
        }
    }

    private Stay stay(LocalDate arrival) throws BadHistoryException {
        try {
            return Stay.of(arrival, nights());
        } catch (InvalidDateRangeException e) {
            throw BadHistoryException.at(line, WEEK_NIGHTS, "does not make a stay: " + e.getMessage());
        }
    }

    private LocalDate statusDate() throws BadHistoryException {
        String value = text(STATUS_DATE);
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw bad(STATUS_DATE, "must be a date like 2015-07-01", value);
        }
    }

    private BigDecimal rate() throws BadHistoryException {
        String value = text(RATE);
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw bad(RATE, "must be a number", value);
        }
    }

    private int number(String column) throws BadHistoryException {
        String value = text(column);
        try {
            int number = Integer.parseInt(value);
            if (number >= 0 && number <= NUMBER_MAX) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The code below reports this, as for a number that is out of range.
        }
        throw bad(column, "must be a whole number, 0 to " + NUMBER_MAX, value);
    }

    private String text(String column) throws BadHistoryException {
        String value = values.get(column);
        if (value.isEmpty()) {
            throw BadHistoryException.at(line, column, "is empty");
        }
        return value;
    }

    private BadHistoryException bad(String column, String rule, String value) {
        return BadHistoryException.at(line, column, rule + ", not \"" + value + "\"");
    }
}
