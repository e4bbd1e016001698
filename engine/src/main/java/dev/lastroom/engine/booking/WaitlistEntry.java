package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user who waits for rooms, or has waited. An entry gets at most one offer, which is a booking with the entry's id.
 * Once offered, the entry takes its status from that booking. Immutable and thread-safe.
 *
 * @param origin the request that made it. Its time is the place in line: later than all earlier entries that wait for
 *     one of the same nights
 * @param wanted the rooms and the nights
 * @param status the status
 * @param endsAt when the wait ends by itself, or the offer once there is one
 * @param offeredAt when rooms were offered; null if never
 */
public record WaitlistEntry(
        EntryId id,
        Origin origin,
        PropertyId propertyId,
        RoomStay wanted,
        WaitlistStatus status,
        Instant endsAt,
        @Nullable Instant offeredAt) {

    /** The order in which entries are offered free rooms. */
    public static final Comparator<WaitlistEntry> IN_ORDER =
            Comparator.comparing(WaitlistEntry::joinedAt).thenComparing(WaitlistEntry::id);

    public String owner() {
        return origin.owner();
    }

    public UserId userId() {
        return origin.userId();
    }

    /** The user of the owner, who gets the hold that is its offer. */
    public Holder holder() {
        return origin.holder();
    }

    public RoomTypeId roomTypeId() {
        return wanted.roomTypeId();
    }

    public Stay stay() {
        return wanted.stay();
    }

    public int rooms() {
        return wanted.rooms();
    }

    /** Its place in the line. */
    public Instant joinedAt() {
        return origin.at();
    }

    /** Whether both need a room on the same night. */
    public boolean meets(Stay other) {
        return stay().start().isBefore(other.end()) && other.start().isBefore(stay().end());
    }

    /** Whether it waits at {@code now}. */
    public boolean isWaiting(Instant now) {
        return status == WaitlistStatus.WAITING && !hasLapsed(now);
    }

    /** Whether its time is over at {@code now}, recorded or not. */
    public boolean hasLapsed(Instant now) {
        return !status.isLast() && !now.isBefore(endsAt);
    }

    /** The entry as it is at {@code now}, even if the end of its time is not yet recorded. */
    public WaitlistEntry asOf(Instant now) {
        return hasLapsed(now) ? after(WaitlistStep.EXPIRE) : this;
    }

    /** Offered rooms at {@code at}, until {@code offerEndsAt}. */
    public WaitlistEntry offered(Instant at, Instant offerEndsAt) {
        return with(wanted, WaitlistStep.OFFER.to(), offerEndsAt, at);
    }

    /** One step further. */
    public WaitlistEntry after(WaitlistStep step) {
        return with(wanted, step.to(), endsAt, offeredAt);
    }

    /** The entry, which is {@link WaitlistStatus#OFFERED}, once its booking has become {@code offer}. */
    public WaitlistEntry following(Booking offer) {
        WaitlistStatus now = switch (offer.status()) {
            case PROVISIONAL -> offer.isHold() ? WaitlistStatus.OFFERED : WaitlistStep.ACCEPT.to();
            case CONFIRMED, CHECKED_IN, CHECKED_OUT, COMPLETED, NO_SHOW -> WaitlistStep.ACCEPT.to();
            case CANCELLED -> WaitlistStep.DECLINE.to();
            case EXPIRED -> WaitlistStep.EXPIRE.to();
        };
        return with(
                offer.roomStay(), now, Objects.requireNonNullElse(offer.life().expiresAt(), endsAt), offeredAt);
    }

    private WaitlistEntry with(
            RoomStay newWanted, WaitlistStatus newStatus, Instant newEndsAt, @Nullable Instant newOfferedAt) {
        return new WaitlistEntry(id, origin, propertyId, newWanted, newStatus, newEndsAt, newOfferedAt);
    }
}
