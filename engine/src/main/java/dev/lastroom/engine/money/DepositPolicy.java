package dev.lastroom.engine.money;

import org.jspecify.annotations.Nullable;

/**
 * When a deposit is required, and how much. Immutable and thread-safe.
 *
 * @param charge the part of the total price
 * @param fromRooms the fewest rooms of a booking that needs one, 1-1,000
 */
public record DepositPolicy(Charge charge, int fromRooms) {

    private static final int FROM_ROOMS_MAX = 1_000;

    /** @throws IllegalArgumentException if {@code fromRooms} is out of range */
    public DepositPolicy {
        checkFromRooms(fromRooms);
    }

    /**
     * Returns {@code rooms}.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static long checkFromRooms(long rooms) {
        if (rooms < 1 || rooms > FROM_ROOMS_MAX) {
            throw new IllegalArgumentException("must be 1 to " + FROM_ROOMS_MAX);
        }
        return rooms;
    }

    /** The deposit of a booking of {@code rooms} rooms at this price; null if it needs none. */
    public @Nullable Money deposit(int rooms, Money totalPrice) {
        return rooms < fromRooms || totalPrice.minor() == 0 ? null : charge.of(totalPrice);
    }
}
