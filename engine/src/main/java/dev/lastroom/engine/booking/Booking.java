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
 * A room stay sold to one user. Immutable and thread-safe.
 *
 * @param origin the request that made it
 * @param groupId the group that it was made with; null if it was made by itself
 * @param roomStay the rooms and the nights, after all changes
 * @param version 1 for a new booking, one more with every change
 */
public record Booking(
        BookingId id,
        Origin origin,
        PropertyId propertyId,
        @Nullable GroupId groupId,
        RoomStay roomStay,
        Rate rate,
        BookingLife life,
        int version) {

    public String owner() {
        return origin.owner();
    }

    public UserId userId() {
        return origin.userId();
    }

    /** The user of the owner. The booking counts among this user's holds while it is a hold. */
    public Holder holder() {
        return origin.holder();
    }

    public RoomTypeId roomTypeId() {
        return roomStay.roomTypeId();
    }

    public Stay stay() {
        return roomStay.stay();
    }

    public int rooms() {
        return roomStay.rooms();
    }

    public BookingStatus status() {
        return life.status();
    }

    /** Whether it has its rooms and may still use them. */
    public boolean isLive() {
        return life.isLive();
    }

    /** Whether it is a hold, lapsed or not. */
    public boolean isHold() {
        return life.isHold();
    }

    /** Whether it is a hold that has lapsed at {@code now}: from that moment its rooms are free. */
    public boolean hasLapsed(Instant now) {
        return life.hasLapsed(now);
    }

    /** The nights that count as booked for it. */
    public List<LocalDate> nightsHeld() {
        return switch (status()) {
            case CANCELLED, EXPIRED -> List.of();
            case PROVISIONAL, CONFIRMED, CHECKED_IN, CHECKED_OUT, COMPLETED, NO_SHOW ->
                stay().start().datesUntil(heldTo()).toList();
        };
    }

    /** The day after the last night that it has, unless it is cancelled or expired. */
    public LocalDate heldTo() {
        return life.departedOn() != null ? life.departedOn() : stay().end();
    }

    /** The booking as it is at {@code now}, even if the end of its hold is not yet recorded. */
    public Booking asOf(Instant now) {
        return hasLapsed(now) ? with(life.expired()) : this;
    }

    /** The deposit that the guest must pay; null if there is none. */
    public @Nullable Money deposit() {
        return rate.terms().deposit() == null ? null : rate.terms().deposit().deposit(rooms(), rate.total());
    }

    /** The booking in its next version, further in its life. */
    public Booking with(BookingLife next) {
        return new Booking(id, origin, propertyId, groupId, roomStay, rate, next, version + 1);
    }

    /**
     * The booking in its next version, with other rooms, nights or guests at other prices. Another room type brings its
     * own terms.
     */
    public Booking changed(RoomType roomType, RoomStay changed, NightPrices prices) {
        Rate changedRate = rate.changed(
                prices, changed.rooms(), roomType.id().equals(roomTypeId()) ? rate.terms() : roomType.terms());
        return new Booking(id, origin, propertyId, groupId, changed, changedRate, life, version + 1);
    }

    /** The same booking with the price and terms of {@code at}. */
    public Booking repriced(NightPrices prices, Terms terms, Instant at) {
        return new Booking(
                id,
                origin,
                propertyId,
                groupId,
                roomStay,
                rate.renewed(prices, rooms(), terms, at),
                life.afresh(),
                version);
    }

    /** The same booking at another rate. */
    public Booking at(Rate other) {
        return new Booking(id, origin, propertyId, groupId, roomStay, other, life, version);
    }
}
