package dev.lastroom.engine.inventory;

import java.time.LocalDate;

/**
 * Names one night of one room type. Its order, by room type and then date, is the order in which every store locks
 * nights. Immutable and thread-safe.
 */
public record NightKey(RoomTypeId roomTypeId, LocalDate date) implements Comparable<NightKey> {

    @Override
    public int compareTo(NightKey other) {
        int byRoomType = roomTypeId.compareTo(other.roomTypeId);
        return byRoomType != 0 ? byRoomType : date.compareTo(other.date);
    }
}
