package dev.lastroom.engine.outcome;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;

/**
 * The end of a first request, which its key stands for: what it made or changed, or its refusal. Immutable and
 * thread-safe.
 */
public sealed interface KeyOutcome {

    public record ABooking(BookingId id) implements KeyOutcome {}

    public record AGroup(GroupId id) implements KeyOutcome {}

    public record AnEntry(EntryId id) implements KeyOutcome {}

    public record AnAllotment(AllotmentId id) implements KeyOutcome {}

    public record ARefusal(Refusal reason) implements KeyOutcome {}

    /** Whether a request under this key made a booking: alone, in its group, or as the offer to its entry. */
    default boolean hasMade(Booking booking) {
        return switch (this) {
            case ABooking(BookingId id) -> id.equals(booking.id());
            case AGroup(GroupId id) -> id.equals(booking.groupId());
            case AnEntry(EntryId id) -> id.offer().equals(booking.id());
            case AnAllotment _, ARefusal _ -> false;
        };
    }
}
