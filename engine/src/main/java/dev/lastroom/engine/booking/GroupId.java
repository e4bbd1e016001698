package dev.lastroom.engine.booking;

import java.util.UUID;

/**
 * The id of a group of bookings: that of the request which made it, a UUIDv7. Immutable and thread-safe.
 *
 * @param value the UUID
 */
public record GroupId(UUID value) implements Comparable<GroupId> {

    /** The group that the request of this id makes. */
    public static GroupId of(BookingId request) {
        return new GroupId(request.value());
    }

    /**
     * Reads the form {@code 8-4-4-4-12}.
     *
     * @throws IllegalArgumentException if {@code text} has not that form
     */
    public static GroupId parse(String text) {
        return new GroupId(Uuids.parse(text));
    }

    /** The {@linkplain BookingId#hint() hint} of the room type by which the group was routed to its lane. */
    public int hint() {
        return new BookingId(value).hint();
    }

    @Override
    public int compareTo(GroupId other) {
        return Uuids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
