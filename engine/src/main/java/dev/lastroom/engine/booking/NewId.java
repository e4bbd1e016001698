package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.util.UUID;

/**
 * The id that a request brings for what it makes: a booking, a group, a waitlist entry or an allotment. If nothing is
 * made, it names the request itself. It is a UUIDv7 (RFC 9562, section 5.7), so that ids grow with time and those made
 * together sort together. Its last 16 bits are a hash of the room type, so that a later command finds its lane without
 * reading anything. Immutable and thread-safe.
 *
 * @param value the UUID
 */
public record NewId(UUID value) {

    private static final long INDEX_MASK = 0xfffL;

    /** Makes an id from an instant (in milliseconds), a room type and 58 of the 64 given random bits. */
    public static NewId of(Instant at, RoomTypeId roomType, long random) {
        return of((at.toEpochMilli() << 16) | 0x7000L | (random & INDEX_MASK), random, roomType);
    }

    private static NewId of(long high, long random, RoomTypeId roomType) {
        long low = 0x8000_0000_0000_0000L | ((random << 4) & 0x3fff_ffff_ffff_0000L) | hint(roomType);
        return new NewId(new UUID(high, low));
    }

    /**
     * Makes the id of one of several bookings of this request from the request's own random id. Ids of one request are
     * in the order of {@code index}.
     *
     * @param index 0-4,095
     */
    public NewId ofItem(int index, RoomTypeId roomType) {
        long high = (value.getMostSignificantBits() & ~INDEX_MASK) | index;
        return of(high, Sha256.first128(this + "|" + index).getMostSignificantBits(), roomType);
    }

    /** The 16 bits that decide a room type's lane. */
    public static int hint(RoomTypeId roomType) {
        int hash = roomType.value().hashCode() * 0x9E3779B1;
        return hash >>> 16;
    }

    /** The booking that the request makes. */
    public BookingId booking() {
        return new BookingId(value);
    }

    /** The group that the request makes. */
    public GroupId group() {
        return new GroupId(value);
    }

    /** The waitlist entry that the request makes. */
    public EntryId entry() {
        return new EntryId(value);
    }

    /** The allotment that the request makes. */
    public AllotmentId allotment() {
        return new AllotmentId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
