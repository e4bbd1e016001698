package dev.lastroom.engine.inventory;

/**
 * The caller's id of a room type: 1-64 of {@code A-Z a-z 0-9 . _ -}. Immutable and thread-safe.
 *
 * @param value the id
 */
public record RoomTypeId(String value) implements Comparable<RoomTypeId> {

    /** @throws IllegalArgumentException if {@code value} does not have the form of an id */
    public RoomTypeId {
        Ids.check(value);
    }

    @Override
    public int compareTo(RoomTypeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
