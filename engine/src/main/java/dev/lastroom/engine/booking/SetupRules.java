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

    static Decided saveProperty(State state, Request request, Property property) {
        Property before = state.property(property.id());
        PropertySaved saved = new PropertySaved(property, before == null);
        return property.equals(before)
                ? Decided.unchanged(saved)
                : changed(saved, new Change.PropertyIs(property), request, new PropertyEvent(before, property));
    }

    static Decided saveRoomType(State state, Request request, RoomType roomType) {
        if (state.property(roomType.propertyId()) == null) {
            return Decided.refused(new PropertyNotFound(roomType.propertyId()));
        }
        RoomType before = state.roomType(roomType.id());
        if (before != null && !before.propertyId().equals(roomType.propertyId())) {
            return Decided.refused(new RoomTypeOfOtherProperty(roomType.id(), before.propertyId()));
        }
        RoomTypeSaved saved = new RoomTypeSaved(roomType, before == null);
        return roomType.equals(before)
                ? Decided.unchanged(saved)
                : changed(saved, new Change.RoomTypeIs(roomType), request, new RoomTypeEvent(before, roomType));
    }

    private static Decided changed(Outcome outcome, Change change, Request request, Event.What event) {
        return new Decided(outcome, List.of(change, new Change.Happened(Event.of(request, event))));
    }

    static Decided openNights(State state, Request request, OpenNights command) {
        RoomType roomType = state.roomType(command.roomTypeId());
        if (roomType == null) {
            return Decided.refused(new RoomTypeNotFound(command.roomTypeId()));
        }
        List<Night> before = new ArrayList<>();
        List<Night> after = new ArrayList<>();
        List<BookedNight> tooFew = new ArrayList<>();
        List<LocalDate> dates = command.from().datesUntil(command.to()).toList();
        for (LocalDate date : dates) {
            Night open = state.night(new NightKey(roomType.id(), date));
            Night night = open != null
                    ? open
                    : new Night(roomType.id(), date, roomType.totalRooms(), 0, roomType.pricePerNight());
            int total = command.totalRooms() != null ? command.totalRooms() : night.total();
            long price = command.pricePerNight() != null ? command.pricePerNight() : night.price();
            if (total < night.booked()) {
                tooFew.add(new BookedNight(date, night.booked()));
                continue;
            }
            Night now = night.withOffer(total, price);
            if (now.equals(open)) {
                continue;
            }
            if (open != null) {
                before.add(open);
            }
            after.add(now);
        }
        if (!tooFew.isEmpty()) {
            return Decided.refused(new CapacityBelowBooked(roomType.id(), tooFew));
        }
        List<Change> changes = new ArrayList<>();
        after.forEach(night -> changes.add(new Change.NightIs(night)));
        if (!after.isEmpty()) {
            changes.add(new Change.Happened(Event.of(request, NightsEvent.of(roomType.id(), before, after))));
        }
        return new Decided(new NightsOpened(dates.size()), changes);
    }
}
