package dev.lastroom.engine.store;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.WaitlistEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has been read so far that tells which more rows a batch needs. Not thread-safe.
 *
 * @param bookings the bookings that are named, and the holds that have lapsed
 * @param allotments the allotments of the commands on them: their dates and room types never change
 * @param due the nights of allotments whose release is due
 * @param entries the entries of waitlists that are named, or whose turn it may be
 */
public record Known(
        List<Booking> bookings,
        List<Allotment> allotments,
        List<AllotmentNight> due,
        Map<BookingId, WaitlistEntry> entries) {

    /** Nothing yet. */
    public Known() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    }

    /** Adds an entry, which may be there already. */
    public void add(WaitlistEntry entry) {
        entries.put(entry.id(), entry);
    }

    Optional<WaitlistEntry> entry(BookingId id) {
        return Optional.ofNullable(entries.get(id));
    }

    boolean isNothing() {
        return bookings.isEmpty() && allotments.isEmpty() && due.isEmpty() && entries.isEmpty();
    }
}
