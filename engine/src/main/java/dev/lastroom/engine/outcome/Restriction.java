package dev.lastroom.engine.outcome;

import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;

/** The rules that a stay can break, each named as in the API. */
public enum Restriction {
    CLOSED("closed"),
    CLOSED_TO_ARRIVAL("closedToArrival"),
    CLOSED_TO_DEPARTURE("closedToDeparture"),
    MIN_STAY("minStay"),
    MAX_STAY("maxStay"),
    MIN_ADVANCE_DAYS("minAdvanceDays"),
    MAX_ADVANCE_DAYS("maxAdvanceDays"),
    MAX_OCCUPANCY("maxOccupancy");

    private final String field;

    Restriction(String field) {
        this.field = field;
    }

    /** Its name in the API. */
    public String field() {
        return field;
    }

    String message(RoomTypeId roomTypeId, LocalDate date, int value) {
        return switch (this) {
            case CLOSED -> roomTypeId + " is closed on " + date;
            case CLOSED_TO_ARRIVAL -> roomTypeId + " is closed to arrivals on " + date;
            case CLOSED_TO_DEPARTURE -> roomTypeId + " is closed to departures on " + date;
            case MIN_STAY -> "A stay in " + roomTypeId + " from " + date + " must have at least " + nights(value);
            case MAX_STAY -> "A stay in " + roomTypeId + " from " + date + " must have at most " + nights(value);
            case MIN_ADVANCE_DAYS ->
                "An arrival in " + roomTypeId + " on " + date + " must be booked at least " + days(value) + " ahead";
            case MAX_ADVANCE_DAYS ->
                "An arrival in " + roomTypeId + " on " + date + " must be booked at most " + days(value) + " ahead";
            case MAX_OCCUPANCY -> "A room of " + roomTypeId + " takes at most " + value + " guests";
        };
    }

    /** Whether the rule has a number; if not, it closes the night. */
    public boolean namesNumber() {
        return switch (this) {
            case CLOSED, CLOSED_TO_ARRIVAL, CLOSED_TO_DEPARTURE -> false;
            case MIN_STAY, MAX_STAY, MIN_ADVANCE_DAYS, MAX_ADVANCE_DAYS, MAX_OCCUPANCY -> true;
        };
    }

    private static String nights(int value) {
        return value + (value == 1 ? " night" : " nights");
    }

    private static String days(int value) {
        return value + (value == 1 ? " day" : " days");
    }
}
