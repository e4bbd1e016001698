package dev.lastroom.engine.booking;

import java.util.UUID;

/**
 * The id of an entry of a waitlist: that of the {@linkplain NewId request} which made it. Immutable and thread-safe.
 *
 * @param value the UUID, which the entry and its offer share: so the primary key of bookings refuses a second offer
 */
public record EntryId(UUID value) implements Comparable<EntryId> {

    /** The entry that has this booking for its offer, if the booking is one. */
    public static EntryId of(BookingId offer) {
        return new EntryId(offer.value());
    }

    /**
     * Reads the form {@code 8-4-4-4-12}.
     *
     * @throws IllegalArgumentException if {@code text} has not that form
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
