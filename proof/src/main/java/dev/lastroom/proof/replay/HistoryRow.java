package dev.lastroom.proof.replay;

import dev.lastroom.engine.booking.Stay;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row of the file that has at least one night: one booking of one room. Immutable and thread-safe.
 *
 * @param number its place in the file; 1 is the first row after the header
 * @param roomType the room type booked
 * @param bookedOn the day it was booked
 * @param stay the nights
 * @param cancelledOn the day it was cancelled; null if it never was
 * @param checkedOut whether the guest came and left, which shows that the hotel had the room
 * @param dailyRate the average price of a night, as published; one of them is negative
 */
record HistoryRow(
        long number,
        RoomTypeName roomType,
        LocalDate bookedOn,
        Stay stay,
        @Nullable LocalDate cancelledOn,
        boolean checkedOut,
        BigDecimal dailyRate) {

    /** A hotel and one of its room types, as the file names them. */
    record RoomTypeName(String hotel, String reservedRoomType) {

        @Override
        public String toString() {
            return hotel + " " + reservedRoomType;
        }
    }
}
