package dev.lastroom.engine.inventory;

import java.time.LocalDate;

/**
 * One night of one room type: what there is, what is sold and what it costs. Immutable and thread-safe.
 *
 * @param roomTypeId the room type
 * @param date the calendar date on which the night begins
 * @param total the rooms there are
 * @param booked the rooms that are sold, 0 to {@code total}
 * @param price the price of one room, in minor units of the property's currency
 */
public record Night(RoomTypeId roomTypeId, LocalDate date, int total, int booked, long price) {

    /** @throws IllegalArgumentException if {@code booked} is not between 0 and {@code total} */
    public Night {
        if (booked < 0 || booked > total) {
            throw new IllegalArgumentException(
                    "booked must be 0 to " + total + " for " + roomTypeId + " on " + date + ", not " + booked);
        }
    }

    /** The night's name. */
    public NightKey key() {
        return new NightKey(roomTypeId, date);
    }

    /** How many rooms can still be sold. */
    public int available() {
        return total - booked;
    }

    /** The night with {@code rooms} more sold, or fewer where it is negative. */
    public Night withBooked(int rooms) {
        return new Night(roomTypeId, date, total, booked + rooms, price);
    }

    /**
     * The night with another total and price.
     *
     * @throws IllegalArgumentException if more rooms are sold than that
     */
    public Night withOffer(int newTotal, long newPrice) {
        return new Night(roomTypeId, date, newTotal, booked, newPrice);
    }
}
