package dev.lastroom.engine.outcome;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.Precondition;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Why the rules say no. Nothing changed. All refusals are immutable and thread-safe. */
public sealed interface Refusal
        permits Refusal.GroupNotFound,
                Refusal.ItemRefused,
                Refusal.BookingNotFound,
                Refusal.InsufficientInventory,
                Refusal.RestrictionViolated,
                Refusal.StayInThePast,
                Refusal.IdempotencyConflict,
                Refusal.NotYourBooking,
                Refusal.InvalidTransition,
                Refusal.OutsideStay,
                Refusal.HoldExpired,
                Refusal.TooManyHolds,
                Refusal.StaleVersion,
                Refusal.PreconditionFailed,
                Refusal.NoStay,
                Refusal.OtherProperty,
                SetupRefusal,
                AllotmentRefusal,
                WaitlistRefusal {

    /** The reason in words, for the caller's developer. */
    String message();

    /** The refusal's name for programs. */
    default Code code() {
        return switch (this) {
            case BookingNotFound _ -> Code.BOOKING_NOT_FOUND;
            case GroupNotFound _ -> Code.BOOKING_GROUP_NOT_FOUND;
            case ItemRefused(int _, Refusal reason) -> reason.code();
            case InsufficientInventory _ -> Code.INSUFFICIENT_INVENTORY;
            case RestrictionViolated _ -> Code.RESTRICTION_VIOLATED;
            case StayInThePast _, NoStay _ -> Code.INVALID_DATE_RANGE;
            case IdempotencyConflict _ -> Code.IDEMPOTENCY_CONFLICT;
            case NotYourBooking _ -> Code.FORBIDDEN;
            case OtherProperty _ -> Code.VALIDATION_FAILED;
            case InvalidTransition _, OutsideStay _ -> Code.INVALID_TRANSITION;
            case HoldExpired _ -> Code.HOLD_EXPIRED;
            case TooManyHolds _ -> Code.HOLD_LIMIT_REACHED;
            case StaleVersion _, PreconditionFailed _ -> Code.PRECONDITION_FAILED;
            case SetupRefusal r -> r.code();
            case AllotmentRefusal r -> r.code();
            case WaitlistRefusal r -> r.code();
        };
    }

    /**
     * Whether the same request can succeed later, because its obstacle can pass: rooms come free, holds lapse, the day
     * comes. No program should wait for that by asking again and again. Only after a transient {@link Failure} is it of
     * use to send the same request at once.
     */
    default boolean isTransient() {
        return switch (this) {
            case InsufficientInventory _, RestrictionViolated _, OutsideStay _, TooManyHolds _ -> true;
            case ItemRefused(int _, Refusal reason) -> reason.isTransient();
            case SetupRefusal r -> r.isTransient();
            case AllotmentRefusal r -> r.isTransient();
            case WaitlistRefusal r -> r.isTransient();
            case BookingNotFound _,
                    GroupNotFound _,
                    StayInThePast _,
                    NoStay _,
                    IdempotencyConflict _,
                    NotYourBooking _,
                    OtherProperty _,
                    InvalidTransition _,
                    HoldExpired _,
                    StaleVersion _,
                    PreconditionFailed _ -> false;
        };
    }

    /**
     * Whether a given key keeps it and replays it, whatever happens meanwhile. The same request can then succeed only
     * under another key.
     */
    default boolean isKept() {
        return switch (this) {
            case InsufficientInventory _, RestrictionViolated _ -> true;
            case ItemRefused(int _, Refusal reason) -> reason.isKept();
            case SetupRefusal r -> r.isKept();
            case AllotmentRefusal r -> r.isKept();
            case BookingNotFound _,
                    GroupNotFound _,
                    StayInThePast _,
                    NoStay _,
                    IdempotencyConflict _,
                    NotYourBooking _,
                    OtherProperty _,
                    InvalidTransition _,
                    OutsideStay _,
                    HoldExpired _,
                    TooManyHolds _,
                    StaleVersion _,
                    PreconditionFailed _,
                    WaitlistRefusal _ -> false;
        };
    }

    /** No group has this id. */
    record GroupNotFound(GroupId groupId) implements Refusal {
        @Override
        public String message() {
            return "Booking group not found: " + groupId;
        }
    }

    /**
     * One item's refusal refuses the whole group.
     *
     * @param index the item, from 0
     * @param reason why it is refused, itself no refusal of an item
     */
    record ItemRefused(int index, Refusal reason) implements Refusal {
        @Override
        public String message() {
            return "Item " + index + " of the group: " + reason.message();
        }
    }

    /** No booking has this id. */
    record BookingNotFound(BookingId bookingId) implements Refusal {
        @Override
        public String message() {
            return "Booking not found: " + bookingId;
        }
    }

    /** The first night of the stay with too few rooms. A night that was never opened has none. */
    record InsufficientInventory(RoomTypeId roomTypeId, int requestedRooms, int availableRooms, LocalDate conflictDate)
            implements Refusal {
        @Override
        public String message() {
            return "Insufficient inventory: requested " + rooms(requestedRooms) + " but only " + availableRooms
                    + " available on " + conflictDate;
        }

        static String rooms(int count) {
            return count == 1 ? "1 room" : count + " rooms";
        }
    }

    /**
     * The stay breaks a rule of the room type.
     *
     * @param date the night of the rule
     * @param rule the rule
     * @param value the number in the rule; 0 for a rule without one, which closes the night
     */
    record RestrictionViolated(RoomTypeId roomTypeId, LocalDate date, Restriction rule, int value) implements Refusal {
        @Override
        public String message() {
            return rule.message(roomTypeId, date, value);
        }
    }

    /** The stay begins before today at the property. */
    record StayInThePast(LocalDate start, LocalDate today) implements Refusal {
        @Override
        public String message() {
            return "startDate " + start + " is before today at the property, " + today;
        }
    }

    /** The key was used with another request, which is not revealed. */
    record IdempotencyConflict(IdempotencyKey key) implements Refusal {
        @Override
        public String message() {
            return "The idempotency key was already used with a different request";
        }
    }

    /** The booking is another user's. */
    record NotYourBooking(BookingId bookingId) implements Refusal {
        @Override
        public String message() {
            return "Booking " + bookingId + " belongs to another user";
        }
    }

    /** The booking's status does not allow this transition. */
    record InvalidTransition(BookingId bookingId, BookingStatus status, String wanted) implements Refusal {
        @Override
        public String message() {
            return "A booking that is " + status + " cannot be " + wanted;
        }
    }

    /** The day is outside the stay: guests arrive and leave during their stay. */
    record OutsideStay(BookingId bookingId, BookingStatus status, Stay stay, LocalDate today) implements Refusal {
        @Override
        public String message() {
            return "Today at the property, " + today + ", is not within the stay " + stay;
        }
    }

    /** The hold has ended. */
    record HoldExpired(BookingId bookingId, Instant expiredAt) implements Refusal {
        @Override
        public String message() {
            return "The hold expired at " + expiredAt;
        }
    }

    /** The user has as many live holds as one user may have. */
    record TooManyHolds(UserId userId, int max) implements Refusal {
        @Override
        public String message() {
            return "User " + userId + " already has " + max + (max == 1 ? " live hold" : " live holds")
                    + ", the most allowed";
        }
    }

    /** The booking has changed since. */
    record StaleVersion(BookingId bookingId, int version) implements Refusal {
        @Override
        public String message() {
            return "The booking has version " + version + ", which does not meet the precondition";
        }
    }

    /**
     * The resource is not in a state that the request allows.
     *
     * @param name what it is, for people
     * @param tag the tag that it has; null if it does not exist
     */
    record PreconditionFailed(String name, @Nullable Tag tag) implements Refusal {

        /**
         * Judges a condition; null if it holds.
         *
         * @param tag makes the tag of the resource, or null if it does not exist; asked only if there is a condition
         */
        public static @Nullable PreconditionFailed unless(
                Precondition condition, String name, Supplier<@Nullable Tag> tag) {
            if (condition.isNone()) {
                return null;
            }
            Tag now = tag.get();
            return condition.holds(now) ? null : new PreconditionFailed(name, now);
        }

        @Override
        public String message() {
            return tag == null
                    ? "The precondition requires the " + name + ", which does not exist"
                    : "The " + name + " has the tag \"" + tag.text() + "\", which does not meet the precondition";
        }
    }

    /** The requested dates and those of the booking do not form a stay. */
    record NoStay(String why) implements Refusal {
        @Override
        public String message() {
            return why;
        }
    }

    /** A booking cannot move to another property. */
    record OtherProperty(RoomTypeId roomTypeId, PropertyId propertyId) implements Refusal {
        @Override
        public String message() {
            return "Room type " + roomTypeId + " belongs to another property, " + propertyId;
        }
    }
}
