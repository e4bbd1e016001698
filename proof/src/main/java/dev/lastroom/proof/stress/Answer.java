package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import org.jspecify.annotations.Nullable;

/**
 * What a hotel answered to a guest. Immutable and thread-safe.
 *
 * @param kind what it comes to
 * @param bookingId the booking or the place in line that it names; null where there is none
 * @param replayed whether it is the answer to an earlier request
 * @param detail the answer in words
 */
public record Answer(Kind kind, @Nullable BookingId bookingId, boolean replayed, String detail) {

    /** What an answer comes to. */
    public enum Kind {
        BOOKED,
        CANCELLED,
        /** Confirmed, or moved to another stay. */
        CHANGED,
        /** In line for what may come free. */
        WAITS,
        /** Some night has too few rooms. */
        SOLD_OUT,
        /** The key was used with another request. */
        KEY_CONFLICT,
        HOLD_EXPIRED,
        /** Anything that no scenario expects: deadlocks, timeouts, lost connections. */
        TROUBLE
    }

    static Answer booked(BookingId bookingId, boolean replayed) {
        return new Answer(Kind.BOOKED, bookingId, replayed, "booked");
    }

    static Answer cancelled(BookingId bookingId, boolean replayed) {
        return new Answer(Kind.CANCELLED, bookingId, replayed, "cancelled");
    }

    static Answer changed(BookingId bookingId, boolean replayed) {
        return new Answer(Kind.CHANGED, bookingId, replayed, "changed");
    }

    static Answer waits(EntryId entry, boolean replayed) {
        return new Answer(Kind.WAITS, entry.offer(), replayed, "waits");
    }

    static Answer no(Kind kind, String detail) {
        return new Answer(kind, null, false, detail);
    }
}
