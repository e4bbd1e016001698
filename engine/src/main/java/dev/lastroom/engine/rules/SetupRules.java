package dev.lastroom.engine.rules;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.event.PropertyEvent;
import dev.lastroom.engine.event.RoomTypeEvent;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.PreconditionFailed;
import dev.lastroom.engine.outcome.SetupRefusal.CapacityBelowBooked;
import dev.lastroom.engine.outcome.SetupRefusal.CapacityBelowBooked.BookedNight;
import dev.lastroom.engine.outcome.SetupRefusal.OtherCurrency;
import dev.lastroom.engine.outcome.SetupRefusal.PropertyNotFound;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeOfOtherProperty;
import dev.lastroom.engine.rules.Decision.Decided;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The part of {@link Decision} that sets up a hotel. */
final class SetupRules {

    private SetupRules() {}

    static Decided<SaveProperty.Saved> saveProperty(State state, Request<?> request, SaveProperty command) {
        Property property = command.property();
        Property before = state.property(property.id());
        Refusal failed = PreconditionFailed.unless(
                command.condition(), "property " + property.id(), () -> before == null ? null : Tag.of(before));
        if (failed != null) {
            return Decided.refused(failed);
        }
        if (before != null && !before.currency().equals(property.currency())) {
            return Decided.refused(new OtherCurrency(property.id(), before.currency()));
        }
        SaveProperty.Saved saved = new SaveProperty.Saved(property, before == null);
        return property.equals(before)
                ? Decided.done(saved, List.of())
                : changed(saved, new Change.PropertyIs(property), request, new PropertyEvent(before, property));
    }

    static Decided<SaveRoomType.Saved> saveRoomType(State state, Request<?> request, SaveRoomType command) {
        RoomType roomType = command.roomType();
        RoomType before = state.roomType(roomType.id());
        Refusal failed = PreconditionFailed.unless(
                command.condition(), "room type " + roomType.id(), () -> before == null ? null : Tag.of(before));
        if (failed != null) {
            return Decided.refused(failed);
        }
        if (state.property(roomType.propertyId()) == null) {
            return Decided.refused(new PropertyNotFound(roomType.propertyId()));
        }
        if (before != null && !before.propertyId().equals(roomType.propertyId())) {
            return Decided.refused(new RoomTypeOfOtherProperty(roomType.id(), before.propertyId()));
        }
        SaveRoomType.Saved saved = new SaveRoomType.Saved(roomType, before == null);
        return roomType.equals(before)
                ? Decided.done(saved, List.of())
                : changed(saved, new Change.RoomTypeIs(roomType), request, new RoomTypeEvent(before, roomType));
    }

    private static <R> Decided<R> changed(R value, Change change, Request<?> request, Event.What event) {
        return Decided.done(value, List.of(change, new Change.Happened(Event.of(request, event))));
    }

    static Decided<OpenNights.Opened> openNights(State state, Request<?> request, OpenNights command) {
        RoomType roomType = state.roomType(command.roomTypeId());
        if (roomType == null) {
            return Decided.refused(new RoomTypeNotFound(command.roomTypeId()));
        }
        Refusal failed = PreconditionFailed.unless(
                command.condition(),
                "inventory of room type " + roomType.id(),
                () -> Tag.of(openNights(state, command)));
        if (failed != null) {
            return Decided.refused(failed);
        }
        Map<LocalDate, Night> nights = new LinkedHashMap<>();
        List<BookedNight> tooFew = new ArrayList<>();
        for (LocalDate date : command.from().datesUntil(command.to()).toList()) {
            Night before = night(state, command, date);
            if (before == null) {
                before = new Night(roomType.id(), date, roomType.totalRooms(), 0, roomType.pricePerNight());
            }
            int total = command.totalRooms() != null ? command.totalRooms() : before.total();
            long price = command.pricePerNight() != null ? command.pricePerNight() : before.price();
            NightRules rules = command.rules().applyTo(before.rules());
            if (total + rules.overbooking() < before.booked()) {
                tooFew.add(new BookedNight(date, before.booked()));
            } else {
                nights.put(date, before.withOffer(total, price, rules));
            }
        }
        if (!tooFew.isEmpty()) {
            return Decided.refused(new CapacityBelowBooked(roomType.id(), tooFew));
        }
        List<Change> changes = changes(state, command, nights);
        NightsEvent event = event(state, command, nights);
        if (!event.after().isEmpty()) {
            changes.add(new Change.Happened(Event.of(request, event)));
        }
        return Decided.done(new OpenNights.Opened(nights.size()), changes);
    }

    private static List<Night> openNights(State state, OpenNights command) {
        return command.from()
                .datesUntil(command.to())
                .map(date -> night(state, command, date))
                .filter(Objects::nonNull)
                .toList();
    }

    private static NightsEvent event(State state, OpenNights command, Map<LocalDate, Night> nights) {
        List<Night> before = new ArrayList<>();
        List<Night> after = new ArrayList<>();
        nights.forEach((date, now) -> {
            Night open = night(state, command, date);
            if (open == null || NightsEvent.differ(open, now)) {
                after.add(now);
                if (open != null) {
                    before.add(open);
                }
            }
        });
        return NightsEvent.of(command.roomTypeId(), before, after);
    }

    /**
     * Each night also stores whether a guest may leave after it. The next night's rule decides that, so the night
     * before may change too.
     */
    private static List<Change> changes(State state, OpenNights command, Map<LocalDate, Night> nights) {
        List<Change> changes = new ArrayList<>();
        Night before = night(state, command, command.from().minusDays(1));
        Night told = before == null ? null : told(before, nights.get(command.from()));
        if (told != null && !told.equals(before)) {
            changes.add(new Change.NightIs(told));
        }
        nights.forEach((date, night) -> {
            LocalDate nextDate = date.plusDays(1);
            Night next = nextDate.equals(command.to()) ? night(state, command, nextDate) : nights.get(nextDate);
            Night now = told(night, next);
            if (!now.equals(night(state, command, date))) {
                changes.add(new Change.NightIs(now));
            }
        });
        return changes;
    }

    private static @Nullable Night night(State state, OpenNights command, LocalDate date) {
        return state.night(new NightKey(command.roomTypeId(), date));
    }

    private static Night told(Night night, @Nullable Night next) {
        boolean mayBeLast = next == null || !next.rules().closedToDeparture();
        return night.withRules(night.rules().withLastNight(mayBeLast));
    }
}
