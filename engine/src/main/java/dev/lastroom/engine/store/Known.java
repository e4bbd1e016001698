package dev.lastroom.engine.store;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import java.util.ArrayList;
import java.util.List;

/**
 * What has been read so far that tells which more rows a batch needs. Not thread-safe.
 *
 * @param bookings the bookings that are named, and the holds that have lapsed
 * @param allotments the allotments of the commands on them: their dates and room types never change
 * @param due the nights of allotments whose release is due
 */
public record Known(List<Booking> bookings, List<Allotment> allotments, List<AllotmentNight> due) {

    /** Nothing yet. */
    public Known() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    boolean isNothing() {
        return bookings.isEmpty() && allotments.isEmpty() && due.isEmpty();
    }
}
