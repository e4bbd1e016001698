package dev.lastroom.engine.inventory;

import dev.lastroom.engine.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a room type offers for one stay. Immutable and thread-safe.
 *
 * @param roomTypeId the room type
 * @param name its name
 * @param availableRooms the fewest free rooms on any night of the stay; 0 where a night was never opened
 * @param totalPrice the price of the whole stay for the rooms asked for; null where a night was never opened
 */
public record Availability(
        RoomTypeId roomTypeId,
        String name,
        int availableRooms,
        @Nullable Money totalPrice) {}
