package dev.lastroom.engine.booking;

import java.util.UUID;

/**
 * The id of a group, taken from the {@linkplain NewId request} that made it. Immutable and thread-safe.
 *
 * @param value the UUID
 */
public record GroupId(UUID value) implements Comparable<GroupId> {

    /**
     * Parses the form {@code 8-4-4-4-12}.
     *
     * @throws IllegalArgumentException if {@code text} does not have that form
     */
    public static GroupId parse(String text) {
        return new GroupId(Uuids.parse(text));
    }

    /**
     * The {@linkplain NewId#hint(dev.lastroom.engine.inventory.RoomTypeId) hint} of the room type that decided the
     * group's lane.
     */
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
