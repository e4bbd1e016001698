package dev.lastroom.engine.booking;

/**
 * What a key stands for: what the first request under it has made or changed, or the refusal that it got. Immutable and
 * thread-safe.
 */
public sealed interface KeyOutcome {

    record ABooking(BookingId id) implements KeyOutcome {}

    record AGroup(GroupId id) implements KeyOutcome {}

    record AnEntry(EntryId id) implements KeyOutcome {}

    record AnAllotment(AllotmentId id) implements KeyOutcome {}

    record ARefusal(Refusal reason) implements KeyOutcome {}

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
