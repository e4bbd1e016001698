package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.util.UUID;

/**
 * The id of a booking: a UUIDv7 (RFC 9562, section 5.7), so that ids grow with time and stay close together in an
 * index. Its last 16 bits are a hash of the room type, by which a cancel finds its lane without reading the booking.
 * Immutable and thread-safe.
 *
 * @param value the UUID
 */
public record BookingId(UUID value) implements Comparable<BookingId> {

    private static final long HINT_MASK = 0xffffL;

    /** Composes an id of an instant (milliseconds are kept), a room type and 58 of the 64 given random bits. */
    public static BookingId of(Instant at, RoomTypeId roomType, long random) {
        long high = (at.toEpochMilli() << 16) | 0x7000L | (random & 0xfffL);
        long low = 0x8000_0000_0000_0000L | ((random << 4) & 0x3fff_ffff_ffff_0000L) | hint(roomType);
        return new BookingId(new UUID(high, low));
    }

    /**
     * Reads the form {@code 8-4-4-4-12}.
     *
     * @throws IllegalArgumentException if {@code text} has not that form
     */
    public static BookingId parse(String text) {
        UUID value;
        try {
            value = UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a UUID", e);
        }
        // UUID.fromString also takes groups of other lengths, signs, and the digits of other scripts.
        if (!value.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("must be a UUID");
        }
        return new BookingId(value);
    }

    /** The 16 bits that say to which lane the booking's room type belongs. */
    public static int hint(RoomTypeId roomType) {
        int hash = roomType.value().hashCode() * 0x9E3779B1;
        return hash >>> 16;
    }

    /** The {@linkplain #hint(RoomTypeId) hint} of this booking's room type, if the id was composed here. */
    public int hint() {
        return (int) (value.getLeastSignificantBits() & HINT_MASK);
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
