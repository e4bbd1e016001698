package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import org.jspecify.annotations.Nullable;

/**
 * Rooms of one type for one stay, as requested, waited for or booked. Immutable and thread-safe.
 *
 * @param rooms how many rooms, 1-1,000
 * @param guests how many guests come, 1-100,000; null if they are not counted
 * @param allotmentId the allotment that the rooms are of; null for rooms on general sale
 */
public record RoomStay(
        RoomTypeId roomTypeId,
        Stay stay,
        int rooms,
        @Nullable Integer guests,
        @Nullable AllotmentId allotmentId) {

    /** The most rooms of one booking. */
    public static final int ROOMS_MAX = 1_000;

    /** The most guests of one booking. */
    public static final int GUESTS_MAX = ROOMS_MAX * RoomType.OCCUPANCY_MAX;

    /** @throws IllegalArgumentException if {@code rooms} or {@code guests} is out of range */
    public RoomStay {
        checkRooms(rooms);
        if (guests != null) {
            checkGuests(guests);
        }
    }

    /** Rooms on general sale, with guests not counted. */
    public RoomStay(RoomTypeId roomTypeId, Stay stay, int rooms) {
        this(roomTypeId, stay, rooms, null, null);
    }

    /**
     * Returns {@code rooms}.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static long checkRooms(long rooms) {
        if (rooms < 1 || rooms > ROOMS_MAX) {
            throw new IllegalArgumentException("must be 1 to " + ROOMS_MAX);
        }
        return rooms;
    }

    /**
     * Returns {@code guests}.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static int checkGuests(int guests) {
        if (guests < 1 || guests > GUESTS_MAX) {
            throw new IllegalArgumentException("must be 1 to " + GUESTS_MAX);
        }
        return guests;
    }

    /**
     * The same room stay for this number of guests.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public RoomStay forGuests(int count) {
        return new RoomStay(roomTypeId, stay, rooms, count, allotmentId);
    }

    /** The same room stay for other nights. */
    public RoomStay forStay(Stay other) {
        return new RoomStay(roomTypeId, other, rooms, guests, allotmentId);
    }

    /** The same room stay from an allotment. */
    public RoomStay of(AllotmentId allotment) {
        return new RoomStay(roomTypeId, stay, rooms, guests, allotment);
    }

    /** The same room stay from general sale. */
    public RoomStay onGeneralSale() {
        return new RoomStay(roomTypeId, stay, rooms, guests, null);
    }

    /** How many nights the stay has. */
    public int nights() {
        return stay.nights();
    }

    /** Whether both are the same rooms for the same nights, regardless of guests. */
    public boolean isSameSaleAs(RoomStay other) {
        return roomTypeId.equals(other.roomTypeId) && stay.equals(other.stay) && rooms == other.rooms;
    }

    /**
     * The first part of the canonical text: what every request names. Derived keys depend on both parts, so neither may
     * change.
     */
    public String canonicalRooms() {
        return roomTypeId + "|" + stay.start() + "|" + stay.end() + "|" + rooms;
    }

    /** The second part of the canonical text: what only some requests name. */
    public String canonicalOptions() {
        String counted = guests == null ? "" : "|guests=" + guests;
        return allotmentId == null ? counted : counted + "|allotment=" + allotmentId;
    }
}
