package dev.lastroom.engine.booking;

import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Decision.Decided;
import dev.lastroom.engine.booking.Outcome.NightsOpened;
import dev.lastroom.engine.booking.Outcome.PropertySaved;
import dev.lastroom.engine.booking.Outcome.RoomTypeSaved;
import dev.lastroom.engine.booking.Refusal.CapacityBelowBooked;
import dev.lastroom.engine.booking.Refusal.CapacityBelowBooked.BookedNight;
import dev.lastroom.engine.booking.Refusal.PropertyNotFound;
import dev.lastroom.engine.booking.Refusal.RoomTypeNotFound;
import dev.lastroom.engine.booking.Refusal.RoomTypeOfOtherProperty;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The part of {@link Decision} that sets a hotel up. */
final class SetupRules {

    private SetupRules() {}

    static Decided saveProperty(State state, Property property) {
        boolean isNew = state.property(property.id()) == null;
        return new Decided(new PropertySaved(property, isNew), List.of(new Change.PropertyIs(property)));
    }

    static Decided saveRoomType(State state, RoomType roomType) {
        if (state.property(roomType.propertyId()) == null) {
            return Decided.refused(new PropertyNotFound(roomType.propertyId()));
        }
        RoomType before = state.roomType(roomType.id());
        if (before != null && !before.propertyId().equals(roomType.propertyId())) {
            return Decided.refused(new RoomTypeOfOtherProperty(roomType.id(), before.propertyId()));
        }
        return new Decided(new RoomTypeSaved(roomType, before == null), List.of(new Change.RoomTypeIs(roomType)));
    }

    static Decided openNights(State state, OpenNights command) {
        RoomType roomType = state.roomType(command.roomTypeId());
        if (roomType == null) {
            return Decided.refused(new RoomTypeNotFound(command.roomTypeId()));
        }
        List<Change> changes = new ArrayList<>();
        List<BookedNight> tooFew = new ArrayList<>();
        for (LocalDate date : command.from().datesUntil(command.to()).toList()) {
            Night before = state.night(new NightKey(roomType.id(), date));
            if (before == null) {
                before = new Night(roomType.id(), date, roomType.totalRooms(), 0, roomType.pricePerNight());
            }
            int total = command.totalRooms() != null ? command.totalRooms() : before.total();
            long price = command.pricePerNight() != null ? command.pricePerNight() : before.price();
            if (total < before.booked()) {
                tooFew.add(new BookedNight(date, before.booked()));
            } else {
                changes.add(new Change.NightIs(before.withOffer(total, price)));
            }
        }
        return tooFew.isEmpty()
                ? new Decided(new NightsOpened(changes.size()), changes)
                : Decided.refused(new CapacityBelowBooked(roomType.id(), tooFew));
    }
}
