package dev.lastroom.engine.booking;

import java.util.UUID;

/**
 * The id of a group of bookings: that of the {@linkplain NewId request} which made it. Immutable and thread-safe.
 *
 * @param value the UUID
 */
public record GroupId(UUID value) implements Comparable<GroupId> {

    /**
     * Reads the form {@code 8-4-4-4-12}.
     *
     * @throws IllegalArgumentException if {@code text} has not that form
     */
    public static GroupId parse(String text) {
        return new GroupId(Uuids.parse(text));
    }

    /** The {@linkplain NewId#hint(dev.lastroom.engine.inventory.RoomTypeId) hint} of the room type by which the group was routed to its lane. */
    public int hint() {
        return Uuids.hint(value);
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
