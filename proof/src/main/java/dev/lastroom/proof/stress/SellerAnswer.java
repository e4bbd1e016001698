package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import org.jspecify.annotations.Nullable;

/**
 * A seller's answer to a guest. Immutable and thread-safe.
 *
 * @param kind the kind of answer
 * @param bookingId the booking or the waitlist entry that it names; null if there is none
 * @param replayed whether it is the answer to an earlier request
 * @param detail the answer in words
 */
public record SellerAnswer(Kind kind, @Nullable BookingId bookingId, boolean replayed, String detail) {

    /** The kinds of answers. */
    public enum Kind {
        BOOKED,
        CANCELLED,
        /** Confirmed, or moved to another stay. */
        CHANGED,
        /** In line for rooms that may come free. */
        WAITS,
        /** Some night has too few rooms. */
        SOLD_OUT,
        /** The key was used with another request. */
        KEY_CONFLICT,
        HOLD_EXPIRED,
        /** Anything that no scenario expects: deadlocks, timeouts, lost connections. */
        TROUBLE
    }

    static SellerAnswer booked(BookingId bookingId, boolean replayed) {
        return new SellerAnswer(Kind.BOOKED, bookingId, replayed, "booked");
    }

    static SellerAnswer cancelled(BookingId bookingId, boolean replayed) {
        return new SellerAnswer(Kind.CANCELLED, bookingId, replayed, "cancelled");
    }

    static SellerAnswer changed(BookingId bookingId, boolean replayed) {
        return new SellerAnswer(Kind.CHANGED, bookingId, replayed, "changed");
    }

    static SellerAnswer waits(EntryId entry, boolean replayed) {
        return new SellerAnswer(Kind.WAITS, entry.offer(), replayed, "waits");
    }

    static SellerAnswer no(Kind kind, String detail) {
        return new SellerAnswer(kind, null, false, detail);
    }
}
