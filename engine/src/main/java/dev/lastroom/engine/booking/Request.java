package dev.lastroom.engine.booking;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A command as it was received: with its caller, its time and the id that a booking made of it will have. All that a
 * decision depends on is in here or in the store, so that a run can be repeated. Immutable and thread-safe.
 *
 * @param command what is asked
 * @param caller who asks
 * @param at when, cut to microseconds, the finest that every store keeps
 * @param bookingId the id of the booking, if the command makes one
 */
public record Request(Command command, Caller caller, Instant at, BookingId bookingId) {

    public Request {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
