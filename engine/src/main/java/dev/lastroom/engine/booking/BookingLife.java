package dev.lastroom.engine.booking;

import dev.lastroom.engine.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A booking's status, and what led to it. Immutable and thread-safe.
 *
 * @param status the status
 * @param cancelledAt when it was cancelled; null unless it is
 * @param expiresAt when its hold ends; null if it is not a hold. An expired or cancelled booking keeps it
 * @param departedOn the day from which its nights were given back, after an early departure or a no-show; else null
 * @param cancellationFee what the guest owes for a cancel or a no-show; null without one, or without a fee in the
 *     terms. A reinstated booking keeps it until it is confirmed again
 * @param endedAt when it was first cancelled or expired since it was made, confirmed or repriced; null if it never was
 * @param checkedInVersion the version that the check-in made; null unless the guest has checked in
 */
public record BookingLife(
        BookingStatus status,
        @Nullable Instant cancelledAt,
        @Nullable Instant expiresAt,
        @Nullable LocalDate departedOn,
        @Nullable Money cancellationFee,
        @Nullable Instant endedAt,
        @Nullable Integer checkedInVersion) {

    public BookingLife {
        if (endedAt == null && (status == BookingStatus.CANCELLED || status == BookingStatus.EXPIRED)) {
            endedAt = cancelledAt != null ? cancelledAt : expiresAt;
        }
    }

    /** The beginning of every life. */
    public static BookingLife beginning(@Nullable Instant expiresAt) {
        return new BookingLife(BookingStatus.PROVISIONAL, null, expiresAt, null, null, null, null);
    }

    /** Whether the booking has its rooms and may still use them. */
    public boolean isLive() {
        return switch (status) {
            case PROVISIONAL, CONFIRMED, CHECKED_IN -> true;
            case CHECKED_OUT, COMPLETED, CANCELLED, EXPIRED, NO_SHOW -> false;
        };
    }

    /** Whether it is a hold, lapsed or not. */
    public boolean isHold() {
        return status == BookingStatus.PROVISIONAL && expiresAt != null;
    }

    /** Whether it is a hold that has lapsed at {@code now}: from that moment its rooms are free. */
    public boolean hasLapsed(Instant now) {
        return isHold() && expiresAt != null && !now.isBefore(expiresAt);
    }

    public BookingLife confirmed() {
        return new BookingLife(BookingStatus.CONFIRMED, null, null, departedOn, null, null, null);
    }

    /** Cancelled at {@code at}, with the guest owing {@code fee}. */
    public BookingLife cancelled(Instant at, @Nullable Money fee) {
        return new BookingLife(BookingStatus.CANCELLED, at, expiresAt, departedOn, fee, endedAt, null);
    }

    public BookingLife expired() {
        return new BookingLife(BookingStatus.EXPIRED, null, expiresAt, departedOn, cancellationFee, endedAt, null);
    }

    /** A no-show, with the guest owing {@code fee}. */
    public BookingLife noShow(@Nullable LocalDate day, @Nullable Money fee) {
        return new BookingLife(BookingStatus.NO_SHOW, cancelledAt, expiresAt, day, fee, endedAt, null);
    }

    /** A hold that ends at {@code end}; a booking without a hold if null. */
    public BookingLife heldUntil(@Nullable Instant end) {
        return new BookingLife(BookingStatus.PROVISIONAL, null, end, departedOn, cancellationFee, endedAt, null);
    }

    /** The same life, as if the booking had never ended. */
    public BookingLife afresh() {
        return new BookingLife(status, cancelledAt, expiresAt, departedOn, cancellationFee, null, checkedInVersion);
    }

    /** The guest has checked in, in this version of the booking. */
    public BookingLife checkedIn(int version) {
        return new BookingLife(
                BookingStatus.CHECKED_IN, cancelledAt, expiresAt, null, cancellationFee, endedAt, version);
    }

    /** One step further, with the nights from {@code day} given back unless it is null. */
    public BookingLife after(Transition step, @Nullable LocalDate day) {
        return new BookingLife(step.to(), cancelledAt, expiresAt, day, cancellationFee, endedAt, null);
    }
}
