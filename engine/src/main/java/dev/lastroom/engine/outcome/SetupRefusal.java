package dev.lastroom.engine.outcome;

import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

/** Why a request that names a property or a room type, or sets one up, is refused. */
public sealed interface SetupRefusal extends Refusal {

    @Override
    default Code code() {
        return switch (this) {
            case PropertyNotFound _ -> Code.PROPERTY_NOT_FOUND;
            case RoomTypeNotFound _ -> Code.ROOM_TYPE_NOT_FOUND;
            case CapacityBelowBooked _ -> Code.CAPACITY_BELOW_BOOKED;
            case RoomTypeOfOtherProperty _, OtherCurrency _ -> Code.VALIDATION_FAILED;
        };
    }

    @Override
    default boolean isTransient() {
        return switch (this) {
            case CapacityBelowBooked _ -> true;
            case PropertyNotFound _, RoomTypeNotFound _, RoomTypeOfOtherProperty _, OtherCurrency _ -> false;
        };
    }

    @Override
    default boolean isKept() {
        return switch (this) {
            case RoomTypeNotFound _ -> true;
            case PropertyNotFound _, CapacityBelowBooked _, RoomTypeOfOtherProperty _, OtherCurrency _ -> false;
        };
    }

    /** No property has this id. */
    record PropertyNotFound(PropertyId propertyId) implements SetupRefusal {
        @Override
        public String message() {
            return "Property not found: " + propertyId;
        }
    }

    /** No room type has this id. */
    record RoomTypeNotFound(RoomTypeId roomTypeId) implements SetupRefusal {
        @Override
        public String message() {
            return "Room type not found: " + roomTypeId;
        }
    }

    /** An inventory change would leave fewer rooms than are booked on these nights. */
    record CapacityBelowBooked(RoomTypeId roomTypeId, List<BookedNight> nights) implements SetupRefusal {

        public CapacityBelowBooked {
            nights = List.copyOf(nights);
        }

        @Override
        public String message() {
            BookedNight first = nights.getFirst();
            return "Fewer rooms than are booked on " + nights.size() + (nights.size() == 1 ? " night" : " nights")
                    + ": " + first.bookedRooms() + " are booked on " + first.date();
        }

        /** A night with more rooms booked than it would have. */
        public record BookedNight(LocalDate date, int bookedRooms) {}
    }

    /** A room type never moves to another property, because its bookings stay there. */
    record RoomTypeOfOtherProperty(RoomTypeId roomTypeId, PropertyId propertyId) implements SetupRefusal {
        @Override
        public String message() {
            return "Room type " + roomTypeId + " belongs to property " + propertyId + " and cannot move to another";
        }
    }

    /** A property never changes its currency, because the prices of its nights and bookings are in it. */
    record OtherCurrency(PropertyId propertyId, Currency currency) implements SetupRefusal {
        @Override
        public String message() {
            return "Property " + propertyId + " sells in " + currency + " and cannot change to another currency";
        }
    }
}
