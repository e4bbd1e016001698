package dev.lastroom.engine.booking;

import java.time.Instant;

/**
 * One line of the audit trail. Immutable and thread-safe.
 *
 * @param bookingId the booking
 * @param type what happened to it
 * @param at when
 * @param owner whose API key did it
 * @param requestId the request that did it
 */
public record BookingEvent(BookingId bookingId, Type type, Instant at, String owner, String requestId) {

    /** What can happen to a booking. */
    public enum Type {
        BOOKED,
        CONFIRMED,
        EXTENDED,
        EXPIRED,
        REINSTATED,
        CHANGED,
        CHECKED_IN,
        CHECKED_OUT,
        COMPLETED,
        NO_SHOW,
        CANCELLED
    }
}
