package dev.lastroom.engine.booking;

import dev.lastroom.engine.booking.Decision.Decided;
import dev.lastroom.engine.booking.Outcome.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What decisions write beside nights: the booking, its event, and what the key stands for from now on. */
final class Written {

    private Written() {}

    /**
     * Adds a booking as it is now, the event that tells what happened, and the key, if the request has one.
     *
     * @param before the booking as it was; null if it is made
     */
    static void booking(
            List<Change> changes, Request<?> request, @Nullable Booking before, Booking now, BookingEvent.Type type) {
        changes.add(new Change.BookingIs(now));
        key(changes, request, now.id());
        changes.add(new Change.Happened(Event.of(request, new BookingEvent(type, before, now))));
    }

    /** The same for an entry of a waitlist. */
    static void entry(List<Change> changes, Request<?> request, @Nullable WaitlistEntry before, WaitlistEntry now) {
        changes.add(new Change.EntryIs(now));
        key(changes, request, now.id());
        changes.add(new Change.Happened(Event.of(request, new WaitlistEvent(before, now))));
    }

    /** Adds what the key stands for, if the request has one: a booking, an entry, or an allotment that has the request's own id. */
    static void key(List<Change> changes, Request<?> request, BookingId made) {
        if (request.claim() != null) {
            changes.add(new Change.KeyIs(key(request, request.claim(), made, null)));
        }
    }

    /** A refusal, which a given key keeps if no later request can turn it. */
    static <R> Decided<R> refuse(Request<?> request, Refusal reason) {
        Claim claim = request.claim();
        boolean isKept = claim != null && claim.keepsRefusal() && reason.isKept();
        return new Decided<>(
                new Refused<>(reason, false),
                isKept ? List.of(new Change.KeyIs(key(request, claim, null, reason))) : List.of());
    }

    private static KeyRecord key(
            Request<?> request, Claim claim, @Nullable BookingId bookingId, @Nullable Refusal refusal) {
        Caller caller = request.caller();
        return new KeyRecord(
                claim.scoped(),
                claim.fingerprint(),
                bookingId,
                refusal,
                request.at(),
                caller.requestId(),
                caller.clientAddress(),
                caller.userAgent());
    }
}
