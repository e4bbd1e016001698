package dev.lastroom.engine.booking;

import java.util.UUID;

/**
 * The id of a booking, taken from the {@linkplain NewId request} that made it, or from the {@linkplain EntryId entry}
 * that it was offered to. Immutable and thread-safe.
 *
 * @param value the UUID
 */
public record BookingId(UUID value) implements Comparable<BookingId> {

    /**
     * Parses the form {@code 8-4-4-4-12}.
     *
     * @throws IllegalArgumentException if {@code text} does not have that form
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
