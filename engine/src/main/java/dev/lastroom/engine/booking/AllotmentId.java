package dev.lastroom.engine.booking;

import java.util.UUID;

/**
 * The id of an allotment: that of the request which made it, a UUIDv7. Immutable and thread-safe.
 *
 * @param value the UUID
 */
public record AllotmentId(UUID value) implements Comparable<AllotmentId> {

    /** The allotment that the request of this id makes. */
    public static AllotmentId of(BookingId request) {
        return new AllotmentId(request.value());
    }

    /**
     * Reads the form {@code 8-4-4-4-12}.
     *
     * @throws IllegalArgumentException if {@code text} has not that form
     */
    public static AllotmentId parse(String text) {
        return new AllotmentId(Uuids.parse(text));
    }

    /** The {@linkplain BookingId#hint() hint} of its room type. */
    public int hint() {
        return new BookingId(value).hint();
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
