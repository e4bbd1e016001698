package dev.lastroom.engine.inventory;

import dev.lastroom.engine.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How many rooms are free for a stay, and what they cost. Immutable and thread-safe.
 *
 * @param roomType the room type
 * @param availableRooms the fewest free rooms on any night of the stay; 0 if a night was never opened
 * @param totalPrice the price of the whole stay for the requested rooms; null if a night was never opened
 * @param hasRules whether one of the nights has rules, which may forbid the stay
 */
public record Availability(
        RoomType roomType, int availableRooms, @Nullable Money totalPrice, boolean hasRules) {}
