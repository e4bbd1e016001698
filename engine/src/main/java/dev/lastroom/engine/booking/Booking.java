package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rooms of one type that are sold to one user for one stay. Immutable and thread-safe.
 *
 * @param id the id
 * @param owner whose API key made it
 * @param userId whom it is for
 * @param propertyId the property
 * @param roomTypeId the room type
 * @param stay the nights
 * @param rooms how many rooms, 1-1,000
 * @param totalPrice the price of all rooms and nights when it was made
 * @param status where it is in its life
 * @param key the key of the request that made it, given or derived
 * @param createdAt when it was made
 * @param cancelledAt when it was cancelled; null while it is live
 */
public record Booking(
        BookingId id,
        String owner,
        UserId userId,
        PropertyId propertyId,
        RoomTypeId roomTypeId,
        Stay stay,
        int rooms,
        Money totalPrice,
        BookingStatus status,
        IdempotencyKey key,
        Instant createdAt,
        @Nullable Instant cancelledAt) {

    /** Whether it holds its rooms. */
    public boolean isLive() {
        return status != BookingStatus.CANCELLED;
    }

    Booking cancelled(Instant at) {
        return new Booking(
                id,
                owner,
                userId,
                propertyId,
                roomTypeId,
                stay,
                rooms,
                totalPrice,
                BookingStatus.CANCELLED,
                key,
                createdAt,
                at);
    }
}
