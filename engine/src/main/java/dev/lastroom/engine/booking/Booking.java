package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
 * @param prices what one room costs in each night
 * @param totalPrice the price of all rooms and nights
 * @param status where it is in its life
 * @param key the key of the request that made it, given or derived
 * @param createdAt when it was made
 * @param cancelledAt when it was cancelled; null unless it is
 * @param expiresAt when its hold ends; null where it is none. An expired or cancelled booking keeps it
 * @param groupId the group that it was made with; null where it was made by itself
 * @param departedOn the day from which on its nights were given back, by an early departure or since nobody came; else null
 * @param terms what is asked for beside the price, as it was when the room type was chosen
 * @param cancellationFee what the guest owes for a cancel, or for not coming; null unless the terms say and it happened
 * @param version 1 when it is made, and one more with every change
 * @param guests how many guests come, 1-100,000; null where nobody has counted them
 * @param allotmentId the allotment from which it has its rooms; null where they are from general sale
 */
public record Booking(
        BookingId id,
        String owner,
        UserId userId,
        PropertyId propertyId,
        RoomTypeId roomTypeId,
        Stay stay,
        int rooms,
        NightPrices prices,
        Money totalPrice,
        BookingStatus status,
        IdempotencyKey key,
        Instant createdAt,
        @Nullable Instant cancelledAt,
        @Nullable Instant expiresAt,
        @Nullable GroupId groupId,
        @Nullable LocalDate departedOn,
        Terms terms,
        @Nullable Money cancellationFee,
        int version,
        @Nullable Integer guests,
        @Nullable AllotmentId allotmentId) {

    /** Whether it has its rooms, and may still use them. */
    public boolean isLive() {
        return switch (status) {
            case PROVISIONAL, CONFIRMED, CHECKED_IN -> true;
            case CHECKED_OUT, COMPLETED, CANCELLED, EXPIRED, NO_SHOW -> false;
        };
    }

    /** The nights that are counted as booked for it. */
    public List<LocalDate> nightsHeld() {
        return switch (status) {
            case CANCELLED, EXPIRED -> List.of();
            case PROVISIONAL, CONFIRMED, CHECKED_IN, CHECKED_OUT, COMPLETED, NO_SHOW ->
                stay.start().datesUntil(heldTo()).toList();
        };
    }

    /** The day after the last night that it has, unless it is cancelled or expired. */
    public LocalDate heldTo() {
        return departedOn != null ? departedOn : stay.end();
    }

    /** Whose it is, where it is a hold. */
    public Holder holder() {
        return new Holder(owner, userId);
    }

    /** Whether it is a hold, at its end or not. */
    public boolean isHold() {
        return status == BookingStatus.PROVISIONAL && expiresAt != null;
    }

    /** Whether it is a hold that has ended at {@code now}: from that moment its rooms are anybody's. */
    public boolean hasLapsed(Instant now) {
        return isHold() && expiresAt != null && !now.isBefore(expiresAt);
    }

    /** The booking as it is at {@code now}, also where nobody has noted yet that its hold has ended. */
    public Booking asOf(Instant now) {
        return hasLapsed(now) ? expired() : this;
    }

    /** The deposit that the guest is to pay; null where none is asked for. */
    public @Nullable Money deposit() {
        return terms.deposit() == null ? null : terms.deposit().deposit(rooms, totalPrice);
    }

    Booking confirmed() {
        return in(BookingStatus.CONFIRMED, null, null, departedOn, null);
    }

    /** Cancelled, with what the guest owes for it. */
    public Booking cancelled(Instant at, @Nullable Money fee) {
        return in(BookingStatus.CANCELLED, at, expiresAt, departedOn, fee);
    }

    Booking expired() {
        return in(BookingStatus.EXPIRED, null, expiresAt, departedOn, null);
    }

    /** The guest has not come, and owes {@code fee}. */
    Booking noShow(@Nullable LocalDate day, @Nullable Money fee) {
        return in(BookingStatus.NO_SHOW, cancelledAt, expiresAt, day, fee);
    }

    /** As a hold that ends at {@code end}, or for good where it is null. */
    Booking heldUntil(@Nullable Instant end) {
        return in(BookingStatus.PROVISIONAL, null, end, departedOn, null);
    }

    /** One step further, with its nights from {@code day} on given back where it is not null. */
    public Booking after(Transition step, @Nullable LocalDate day) {
        return in(step.to(), cancelledAt, expiresAt, day, cancellationFee);
    }

    private Booking in(
            BookingStatus newStatus,
            @Nullable Instant newCancelledAt,
            @Nullable Instant newExpiresAt,
            @Nullable LocalDate newDepartedOn,
            @Nullable Money newCancellationFee) {
        return new Booking(
                id,
                owner,
                userId,
                propertyId,
                roomTypeId,
                stay,
                rooms,
                prices,
                totalPrice,
                newStatus,
                key,
                createdAt,
                newCancelledAt,
                newExpiresAt,
                groupId,
                newDepartedOn,
                terms,
                newCancellationFee,
                version + 1,
                guests,
                allotmentId);
    }

    /** The booking for other rooms, nights or guests, at other prices; another room type has its own terms. */
    Booking changed(
            RoomType newRoomType, Stay newStay, int newRooms, @Nullable Integer newGuests, NightPrices newPrices) {
        return new Booking(
                id,
                owner,
                userId,
                propertyId,
                newRoomType.id(),
                newStay,
                newRooms,
                newPrices,
                newPrices.total(newRooms, totalPrice.currency()),
                status,
                key,
                createdAt,
                cancelledAt,
                expiresAt,
                groupId,
                departedOn,
                newRoomType.id().equals(roomTypeId) ? terms : newRoomType.terms(),
                cancellationFee,
                version + 1,
                newGuests,
                allotmentId);
    }
}
