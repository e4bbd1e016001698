package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The booking that a command is for, and the conditions on it. Immutable and thread-safe.
 *
 * @param bookingId the booking
 * @param userId the user it must belong to; null for a caller that may act for any user
 * @param owner the owner that must have made it, other owners' bookings are not found; null for a caller that sees all
 *     bookings
 * @param condition the state that it must have
 * @param givenKey the caller's idempotency key, if one was given
 */
public record Target(
        BookingId bookingId,
        @Nullable UserId userId,
        @Nullable String owner,
        Precondition condition,
        @Nullable IdempotencyKey givenKey) {

    /** A booking in any state. */
    public Target(
            BookingId bookingId, @Nullable UserId userId, @Nullable String owner, @Nullable IdempotencyKey givenKey) {
        this(bookingId, userId, owner, Precondition.NONE, givenKey);
    }

    /** A booking of any owner, in any version. */
    public static Target of(BookingId bookingId) {
        return new Target(bookingId, null, null, Precondition.NONE, null);
    }

    /** The same booking, which must have this version. */
    public Target inVersion(int required) {
        return new Target(bookingId, userId, owner, Precondition.is(Tag.ofVersion(required)), givenKey);
    }

    /** The same booking, under an idempotency key. */
    public Target withKey(String key) {
        return new Target(bookingId, userId, owner, condition, new IdempotencyKey(key));
    }

    /** The conditions as text, as part of what a key is bound to. */
    String canonical() {
        return bookingId + "|" + userId + "|" + condition.canonical();
    }
}
