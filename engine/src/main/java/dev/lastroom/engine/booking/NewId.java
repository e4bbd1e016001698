package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.util.UUID;

/**
 * The id that a request brings for what it makes: a booking, a group, an entry of a waitlist or an allotment. It names the
 * request itself where nothing is made. It is a UUIDv7 (RFC 9562, section 5.7), so that ids grow with time and stay close
 * together in an index. Its last 16 bits are a hash of the room type, by which a command finds its lane without reading what
 * it is for. Immutable and thread-safe.
 *
 * @param value the UUID
 */
public record NewId(UUID value) {

    private static final long INDEX_MASK = 0xfffL;

    /** Composes an id of an instant (milliseconds are kept), a room type and 58 of the 64 given random bits. */
    public static NewId of(Instant at, RoomTypeId roomType, long random) {
        return of((at.toEpochMilli() << 16) | 0x7000L | (random & INDEX_MASK), random, roomType);
    }

    private static NewId of(long high, long random, RoomTypeId roomType) {
        long low = 0x8000_0000_0000_0000L | ((random << 4) & 0x3fff_ffff_ffff_0000L) | hint(roomType);
        return new NewId(new UUID(high, low));
    }

    /**
     * Composes the id of one booking of several that one request makes, of the request's own id, which is random. Those of
     * one request are in the order of {@code index}.
     *
     * @param index 0-4,095
     */
    public NewId ofItem(int index, RoomTypeId roomType) {
        long high = (value.getMostSignificantBits() & ~INDEX_MASK) | index;
        return of(high, Sha256.first128(this + "|" + index).getMostSignificantBits(), roomType);
    }

    /** The 16 bits that say to which lane a room type belongs. */
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

    /** The entry of a waitlist that the request makes. */
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
