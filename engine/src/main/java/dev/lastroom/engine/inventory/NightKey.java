package dev.lastroom.engine.inventory;

import java.time.LocalDate;

/**
 * Names one night of one room type. Keys are in order of room type, then date. Immutable and thread-safe.
 */
public record NightKey(RoomTypeId roomTypeId, LocalDate date) implements Comparable<NightKey> {

    @Override
    public int compareTo(NightKey other) {
        int byRoomType = roomTypeId.compareTo(other.roomTypeId);
        return byRoomType != 0 ? byRoomType : date.compareTo(other.date);
    }
}
