package dev.lastroom.engine.booking;

import java.time.Instant;
import java.util.List;

/**
 * Bookings that one request made together, all or none. Immutable and thread-safe.
 *
 * @param id the id
 * @param bookings the bookings in the order of their items, 1-50
 */
public record BookingGroup(GroupId id, List<Booking> bookings) {

    /** @throws IllegalArgumentException if there are no bookings */
    public BookingGroup {
        bookings = List.copyOf(bookings);
        if (bookings.isEmpty()) {
            throw new IllegalArgumentException("a group must have at least one booking: " + id);
        }
    }

    /** The group with each of its bookings as it is at {@code now}. */
    public BookingGroup asOf(Instant now) {
        return new BookingGroup(
                id, bookings.stream().map(booking -> booking.asOf(now)).toList());
    }

    /** The booking of the first item. */
    public Booking first() {
        return bookings.getFirst();
    }
}
