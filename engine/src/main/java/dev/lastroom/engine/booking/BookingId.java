package dev.lastroom.engine.booking;

import java.util.UUID;

/**
 * The id of a booking: that of the {@linkplain NewId request} which made it, or of the {@linkplain EntryId entry} to which
 * it was offered. Immutable and thread-safe.
 *
 * @param value the UUID
 */
public record BookingId(UUID value) implements Comparable<BookingId> {

    /**
     * Reads the form {@code 8-4-4-4-12}.
     *
     * @throws IllegalArgumentException if {@code text} has not that form
     */
    public static BookingId parse(String text) {
        return new BookingId(Uuids.parse(text));
    }

    /** The {@linkplain NewId#hint(dev.lastroom.engine.inventory.RoomTypeId) hint} of its room type. */
    public int hint() {
        return Uuids.hint(value);
    }

    @Override
    public int compareTo(BookingId other) {
        return Uuids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
