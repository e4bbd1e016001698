package dev.lastroom.engine.booking;

import java.util.UUID;

/**
 * The id of an allotment, taken from the {@linkplain NewId request} that made it. Immutable and thread-safe.
 *
 * @param value the UUID
 */
public record AllotmentId(UUID value) implements Comparable<AllotmentId> {

    /**
     * Parses the form {@code 8-4-4-4-12}.
     *
     * @throws IllegalArgumentException if {@code text} does not have that form
     */
    public static AllotmentId parse(String text) {
        return new AllotmentId(Uuids.parse(text));
    }

    /** The {@linkplain NewId#hint(dev.lastroom.engine.inventory.RoomTypeId) hint} of its room type. */
    public int hint() {
        return Uuids.hint(value);
    }

    @Override
    public int compareTo(AllotmentId other) {
        return Uuids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
