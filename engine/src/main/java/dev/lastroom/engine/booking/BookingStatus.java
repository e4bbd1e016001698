package dev.lastroom.engine.booking;

/** Where a booking is in its life. */
public enum BookingStatus {
    /** It holds its rooms. */
    PROVISIONAL,
    /** Its rooms were given back. */
    CANCELLED
}
