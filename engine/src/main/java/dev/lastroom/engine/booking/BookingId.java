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
    private static final long INDEX_MASK = 0xfffL;

    /** Composes an id of an instant (milliseconds are kept), a room type and 58 of the 64 given random bits. */
    public static BookingId of(Instant at, RoomTypeId roomType, long random) {
        return of((at.toEpochMilli() << 16) | 0x7000L | (random & INDEX_MASK), random, roomType);
    }

    private static BookingId of(long high, long random, RoomTypeId roomType) {
        long low = 0x8000_0000_0000_0000L | ((random << 4) & 0x3fff_ffff_ffff_0000L) | hint(roomType);
        return new BookingId(new UUID(high, low));
    }

    /**
     * Composes the id of one booking of several that one request makes, of the request's own id, which is random. Those of
     * one request are in the order of {@code index}.
     *
     * @param index 0-4,095
     */
    public static BookingId ofItem(BookingId request, int index, RoomTypeId roomType) {
        long high = (request.value.getMostSignificantBits() & ~INDEX_MASK) | index;
        return of(high, Sha256.first128(request + "|" + index).getMostSignificantBits(), roomType);
    }

    /**
     * Reads the form {@code 8-4-4-4-12}.
     *
     * @throws IllegalArgumentException if {@code text} has not that form
     */
    public static BookingId parse(String text) {
        return new BookingId(Uuids.parse(text));
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
