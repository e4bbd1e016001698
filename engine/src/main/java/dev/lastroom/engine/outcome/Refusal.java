package dev.lastroom.engine.outcome;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why the rules say no. Nothing was changed. All refusals are immutable and thread-safe. */
public sealed interface Refusal
        permits Refusal.PropertyNotFound,
                Refusal.RoomTypeNotFound,
                Refusal.GroupNotFound,
                Refusal.ItemRefused,
                Refusal.BookingNotFound,
                Refusal.InsufficientInventory,
                Refusal.RestrictionViolated,
                Refusal.StayInThePast,
                Refusal.IdempotencyConflict,
                Refusal.NotYourBooking,
                Refusal.CapacityBelowBooked,
                Refusal.RoomTypeOfOtherProperty,
                Refusal.OtherCurrency,
                Refusal.InvalidTransition,
                Refusal.OutsideStay,
                Refusal.HoldExpired,
                Refusal.TooManyHolds,
                Refusal.StaleVersion,
                Refusal.PreconditionFailed,
                Refusal.NoStay,
                Refusal.OtherProperty,
                Refusal.AllotmentNotFound,
                Refusal.AllotmentExhausted,
                Refusal.AllotmentBelowPickedUp,
                WaitlistRefusal {

    /** The reason in words, for the caller's developer. */
    String message();

    /** By what programs know it. */
    default Code code() {
        return switch (this) {
            case PropertyNotFound _ -> Code.PROPERTY_NOT_FOUND;
            case RoomTypeNotFound _ -> Code.ROOM_TYPE_NOT_FOUND;
            case BookingNotFound _ -> Code.BOOKING_NOT_FOUND;
            case GroupNotFound _ -> Code.BOOKING_GROUP_NOT_FOUND;
            case AllotmentNotFound _ -> Code.ALLOTMENT_NOT_FOUND;
            case AllotmentExhausted _ -> Code.ALLOTMENT_EXHAUSTED;
            case AllotmentBelowPickedUp _ -> Code.ALLOTMENT_BELOW_PICKED_UP;
            case ItemRefused(int _, Refusal reason) -> reason.code();
            case InsufficientInventory _ -> Code.INSUFFICIENT_INVENTORY;
            case RestrictionViolated _ -> Code.RESTRICTION_VIOLATED;
            case StayInThePast _, NoStay _ -> Code.INVALID_DATE_RANGE;
            case IdempotencyConflict _ -> Code.IDEMPOTENCY_CONFLICT;
            case NotYourBooking _ -> Code.FORBIDDEN;
            case CapacityBelowBooked _ -> Code.CAPACITY_BELOW_BOOKED;
            case RoomTypeOfOtherProperty _, OtherProperty _, OtherCurrency _ -> Code.VALIDATION_FAILED;
            case InvalidTransition _, OutsideStay _ -> Code.INVALID_TRANSITION;
            case HoldExpired _ -> Code.HOLD_EXPIRED;
            case TooManyHolds _ -> Code.HOLD_LIMIT_REACHED;
            case StaleVersion _, PreconditionFailed _ -> Code.PRECONDITION_FAILED;
            case WaitlistRefusal r -> r.code();
        };
    }

    /**
     * Whether the same request can succeed later, since what stands in its way can pass: rooms come free, holds lapse, the
     * day comes.
     */
    default boolean isTransient() {
        return switch (this) {
            case InsufficientInventory _,
                    RestrictionViolated _,
                    AllotmentExhausted _,
                    AllotmentBelowPickedUp _,
                    CapacityBelowBooked _,
                    OutsideStay _,
                    TooManyHolds _ -> true;
            case ItemRefused(int _, Refusal reason) -> reason.isTransient();
            case WaitlistRefusal r -> r.isTransient();
            case PropertyNotFound _,
                    RoomTypeNotFound _,
                    BookingNotFound _,
                    GroupNotFound _,
                    AllotmentNotFound _,
                    StayInThePast _,
                    NoStay _,
                    IdempotencyConflict _,
                    NotYourBooking _,
                    RoomTypeOfOtherProperty _,
                    OtherProperty _,
                    OtherCurrency _,
                    InvalidTransition _,
                    HoldExpired _,
                    StaleVersion _,
                    PreconditionFailed _ -> false;
        };
    }

    /**
     * Whether a key that the caller gave keeps it, and gives the same answer again whatever happens meanwhile. Then the
     * same request can succeed only under another key.
     */
    default boolean isKept() {
        return switch (this) {
            case InsufficientInventory _,
                    RestrictionViolated _,
                    RoomTypeNotFound _,
                    AllotmentNotFound _,
                    AllotmentExhausted _ -> true;
            case ItemRefused(int _, Refusal reason) -> reason.isKept();
            case PropertyNotFound _,
                    BookingNotFound _,
                    GroupNotFound _,
                    AllotmentBelowPickedUp _,
                    CapacityBelowBooked _,
                    StayInThePast _,
                    NoStay _,
                    IdempotencyConflict _,
                    NotYourBooking _,
                    RoomTypeOfOtherProperty _,
                    OtherProperty _,
                    OtherCurrency _,
                    InvalidTransition _,
                    OutsideStay _,
                    HoldExpired _,
                    TooManyHolds _,
                    StaleVersion _,
                    PreconditionFailed _,
                    WaitlistRefusal _ -> false;
        };
    }

    /** No property has this id. */
    record PropertyNotFound(PropertyId propertyId) implements Refusal {
        @Override
        public String message() {
            return "Property not found: " + propertyId;
        }
    }

    /** No room type has this id. */
    record RoomTypeNotFound(RoomTypeId roomTypeId) implements Refusal {
        @Override
        public String message() {
            return "Room type not found: " + roomTypeId;
        }
    }

    /** No group has this id. */
    record GroupNotFound(GroupId groupId) implements Refusal {
        @Override
        public String message() {
            return "Booking group not found: " + groupId;
        }
    }

    /**
     * A whole group is refused for the sake of one item.
     *
     * @param index which item, from 0 on
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

    /** The first night of the stay with too few rooms; a night that was never opened has none. */
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
     * A rule by which the room type is sold says no.
     *
     * @param date the night whose rule it is
     * @param rule which
     * @param value the number that it names; 0 where it names none, since it closes the night
     */
    record RestrictionViolated(RoomTypeId roomTypeId, LocalDate date, Restriction rule, int value) implements Refusal {
        @Override
        public String message() {
            return rule.message(roomTypeId, date, value);
        }
    }

    /** No allotment has this id, or it is set aside for others. */
    record AllotmentNotFound(AllotmentId allotmentId) implements Refusal {
        @Override
        public String message() {
            return "Allotment not found: " + allotmentId;
        }
    }

    /** The first night on which the allotment has too few rooms left; a night that it does not have, or no more, has none. */
    record AllotmentExhausted(AllotmentId allotmentId, int requestedRooms, int roomsLeft, LocalDate conflictDate)
            implements Refusal {
        @Override
        public String message() {
            return "Allotment exhausted: requested " + InsufficientInventory.rooms(requestedRooms) + " but only "
                    + roomsLeft + " left on " + conflictDate;
        }
    }

    /** An allotment is never made smaller than what is picked up. */
    record AllotmentBelowPickedUp(AllotmentId allotmentId, LocalDate date, int requestedRooms, int pickedUpRooms)
            implements Refusal {
        @Override
        public String message() {
            return "The allotment cannot have " + InsufficientInventory.rooms(requestedRooms) + " on " + date
                    + ": picked up are " + pickedUpRooms;
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

    /** An inventory change would leave fewer rooms than are booked on these nights. */
    record CapacityBelowBooked(RoomTypeId roomTypeId, List<BookedNight> nights) implements Refusal {

        public CapacityBelowBooked {
            nights = List.copyOf(nights);
        }

        @Override
        public String message() {
            BookedNight first = nights.getFirst();
            return "Fewer rooms than are booked on " + nights.size() + (nights.size() == 1 ? " night" : " nights")
                    + ": " + first.bookedRooms() + " are booked on " + first.date();
        }

        /** A night on which more rooms are booked than there would be. */
        public record BookedNight(LocalDate date, int bookedRooms) {}
    }

    /** A room type never moves to another property: its bookings are there. */
    record RoomTypeOfOtherProperty(RoomTypeId roomTypeId, PropertyId propertyId) implements Refusal {
        @Override
        public String message() {
            return "Room type " + roomTypeId + " belongs to property " + propertyId + " and cannot move to another";
        }
    }

    /** A property never changes its currency: the prices of its nights and bookings are in it. */
    record OtherCurrency(PropertyId propertyId, Currency currency) implements Refusal {
        @Override
        public String message() {
            return "Property " + propertyId + " sells in " + currency + " and cannot change to another currency";
        }
    }

    /** The booking's status does not lead there. */
    record InvalidTransition(BookingId bookingId, BookingStatus status, String wanted) implements Refusal {
        @Override
        public String message() {
            return "A booking that is " + status + " cannot be " + wanted;
        }
    }

    /** Not on this day: guests come and go during their stay. */
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

    /** The user has as many live holds as one may have. */
    record TooManyHolds(UserId userId, int max) implements Refusal {
        @Override
        public String message() {
            return "User " + userId + " has " + max + (max == 1 ? " live hold" : " live holds")
                    + ", and may have no more";
        }
    }

    /** Somebody has changed the booking since. */
    record StaleVersion(BookingId bookingId, int version) implements Refusal {
        @Override
        public String message() {
            return "The booking has version " + version + ", which the precondition rules out";
        }
    }

    /**
     * What is to be changed is not in a state that the request allows.
     *
     * @param name what it is, for people
     * @param tag the state that it has; null where it is not there
     */
    record PreconditionFailed(String name, @Nullable Tag tag) implements Refusal {
        @Override
        public String message() {
            return tag == null
                    ? "There is no " + name + ", which the precondition requires"
                    : "The " + name + " has the tag \"" + tag.text() + "\", which the precondition rules out";
        }
    }

    /** The dates asked for and those that the booking has are no stay together. */
    record NoStay(String why) implements Refusal {
        @Override
        public String message() {
            return why;
        }
    }

    /** A booking does not move to another property. */
    record OtherProperty(RoomTypeId roomTypeId, PropertyId propertyId) implements Refusal {
        @Override
        public String message() {
            return "Room type " + roomTypeId + " belongs to another property, " + propertyId;
        }
    }
}
