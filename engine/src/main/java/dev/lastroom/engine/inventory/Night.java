package dev.lastroom.engine.inventory;

import java.time.LocalDate;

/**
 * One night of one room type: its rooms, the rooms booked and the price. Immutable and thread-safe.
 *
 * @param roomTypeId the room type
 * @param date the calendar date on which the night begins
 * @param total the number of rooms
 * @param booked the rooms booked, 0 to {@code total} plus the overbooking allowance
 * @param price the price of one room, in minor units of the property's currency
 * @param rules the rules by which it is sold
 */
public record Night(RoomTypeId roomTypeId, LocalDate date, int total, int booked, long price, NightRules rules) {

    /** @throws IllegalArgumentException if {@code booked} is negative or above the capacity */
    public Night {
        if (booked < 0 || booked > total + rules.overbooking()) {
            throw new IllegalArgumentException("booked must be 0 to " + (total + rules.overbooking()) + " for "
                    + roomTypeId + " on " + date + ", not " + booked);
        }
    }

    /** A night without rules. */
    public Night(RoomTypeId roomTypeId, LocalDate date, int total, int booked, long price) {
        this(roomTypeId, date, total, booked, price, NightRules.NONE);
    }

    /** The night's name. */
    public NightKey key() {
        return new NightKey(roomTypeId, date);
    }

    /** The most rooms that may be sold: the total plus the overbooking allowance. */
    public int capacity() {
        return total + rules.overbooking();
    }

    /** How many rooms can still be sold. */
    public int available() {
        return capacity() - booked;
    }

    /** The night with {@code rooms} more booked; fewer if negative. */
    public Night withBooked(int rooms) {
        return new Night(roomTypeId, date, total, booked + rooms, price, rules);
    }

    /** The night with other rules that allow the same number of rooms. */
    public Night withRules(NightRules newRules) {
        return newRules.equals(rules) ? this : withOffer(total, price, newRules);
    }

    /**
     * The night with another total and price, and other rules.
     *
     * @throws IllegalArgumentException if more rooms are booked than may be sold then
     */
    public Night withOffer(int newTotal, long newPrice, NightRules newRules) {
        return new Night(roomTypeId, date, newTotal, booked, newPrice, newRules);
    }
}
