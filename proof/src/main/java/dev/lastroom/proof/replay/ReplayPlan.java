package dev.lastroom.proof.replay;

/**
 * How to replay a history. Immutable and thread-safe.
 *
 * @param holds whether each booking begins as a hold, which is confirmed on the same day
 * @param roomsPercent how many rooms there are, in percent of the most that the history's guests had at once, 1-100;
 *     rounded down, but at least one room
 * @param overbookPercent how many more rooms are sold than there are, in percent of the rooms, 0-100; rounded down
 */
public record ReplayPlan(boolean holds, int roomsPercent, int overbookPercent) {

    /** Plain bookings without holds, and no more than there are rooms. */
    public static final ReplayPlan PLAIN = new ReplayPlan(false, 100, 0);

    /** The highest percentage. */
    public static final int OVERBOOK_PERCENT_MAX = 100;

    /** @throws IllegalArgumentException if a percentage is out of range */
    public ReplayPlan {
        if (roomsPercent < 1 || roomsPercent > 100) {
            throw new IllegalArgumentException("--rooms must be 1 to 100, not " + roomsPercent);
        }
        if (overbookPercent < 0 || overbookPercent > OVERBOOK_PERCENT_MAX) {
            throw new IllegalArgumentException(
                    "--overbook must be 0 to " + OVERBOOK_PERCENT_MAX + ", not " + overbookPercent);
        }
    }

    /** How many rooms there are. */
    int rooms(RoomTypeHistory roomType) {
        return Math.max(1, roomType.capacity() * roomsPercent / 100);
    }

    /** How many rooms may be sold beyond the existing ones. */
    int overbooking(RoomTypeHistory roomType) {
        return rooms(roomType) * overbookPercent / 100;
    }

    /** How many rooms can be sold. */
    int sold(RoomTypeHistory roomType) {
        return rooms(roomType) + overbooking(roomType);
    }
}
