package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.WaitlistEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The writes of decisions in addition to nights: a booking or an entry, and its event. */
final class BookingWrites {

    private BookingWrites() {}

    /**
     * Adds a booking as it is now, and the event that tells what happened.
     *
     * @param before the booking as it was; null if it is new
     */
    static void booking(
            List<Change> changes, Request<?> request, @Nullable Booking before, Booking now, BookingEvent.Type type) {
        changes.add(new Change.BookingIs(now));
        changes.add(new Change.Happened(Event.of(request, new BookingEvent(type, before, now))));
    }

    /** Adds a waitlist entry as it is now, and the event that tells what happened. */
    static void entry(List<Change> changes, Request<?> request, @Nullable WaitlistEntry before, WaitlistEntry now) {
        changes.add(new Change.EntryIs(now));
        changes.add(new Change.Happened(Event.of(request, new WaitlistEvent(before, now))));
    }
}
