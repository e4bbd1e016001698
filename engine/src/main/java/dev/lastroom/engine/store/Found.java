package dev.lastroom.engine.store;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.WaitlistEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read for a batch that may need more rows than its requests tell: bookings that are named or have lapsed, and
 * entries of waitlists that are named or whose turn it may be. Not thread-safe.
 *
 * @param bookings the bookings
 * @param entries the entries
 */
public record Found(List<Booking> bookings, Map<BookingId, WaitlistEntry> entries) {

    /** Nothing yet. */
    public Found() {
        this(new ArrayList<>(), new HashMap<>());
    }

    /** Adds a booking. */
    public void add(Booking booking) {
        bookings.add(booking);
    }

    /** Adds bookings. */
    public void addAll(Collection<Booking> more) {
        bookings.addAll(more);
    }

    /** Adds an entry, which may be there already. */
    public void add(WaitlistEntry entry) {
        entries.put(entry.id(), entry);
    }
}
