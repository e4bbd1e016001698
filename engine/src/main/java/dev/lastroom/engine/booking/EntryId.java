package dev.lastroom.engine.booking;

import java.util.UUID;

/**
 * The id of a waitlist entry, taken from the {@linkplain NewId request} that made it. Immutable and thread-safe.
 *
 * @param value the UUID. The entry and its offer share it, so that the primary key of bookings rejects a second offer
 */
public record EntryId(UUID value) implements Comparable<EntryId> {

    /** The entry whose offer this booking is, if it is one. */
    public static EntryId of(BookingId offer) {
        return new EntryId(offer.value());
    }

    /**
     * Parses the form {@code 8-4-4-4-12}.
     *
     * @throws IllegalArgumentException if {@code text} does not have that form
     */
    public static EntryId parse(String text) {
        return new EntryId(Uuids.parse(text));
    }

    /** The booking that is its offer, once there is one. */
    public BookingId offer() {
        return new BookingId(value);
    }

    /** The {@linkplain NewId#hint(dev.lastroom.engine.inventory.RoomTypeId) hint} of its room type. */
    public int hint() {
        return Uuids.hint(value);
    }

    @Override
    public int compareTo(EntryId other) {
        return Uuids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
