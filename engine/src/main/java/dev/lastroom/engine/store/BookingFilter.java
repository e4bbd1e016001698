package dev.lastroom.engine.store;

import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Selects bookings; null means any.
 *
 * @param owner only bookings that an API key of this owner made
 * @param from only stays that have a night on or after it
 * @param to only stays that have a night before it
 */
public record BookingFilter(
        @Nullable String owner,
        @Nullable UserId userId,
        @Nullable RoomTypeId roomTypeId,
        @Nullable BookingStatus status,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    /** All bookings. */
    public static final BookingFilter ALL = new BookingFilter(null, null, null, null, null, null);

    /** Whether the bookings come by departure instead of newest first: if dates are wanted, but no single user. */
    public boolean isByDeparture() {
        return userId == null && (from != null || to != null);
    }

    /** Bookings of any owner. */
    public BookingFilter(
            @Nullable UserId userId,
            @Nullable RoomTypeId roomTypeId,
            @Nullable BookingStatus status,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {
        this(null, userId, roomTypeId, status, from, to);
    }
}
