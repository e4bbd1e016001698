package dev.lastroom.engine.store;

import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import java.util.List;

/**
 * All that a search of a property depends on, in one consistent state: that after certain events of the log. Immutable
 * and thread-safe.
 *
 * @param upTo every event of a batch up to this one is in this state
 * @param alsoIn later batches whose events are in this state too; no others are
 * @param property the property
 * @param roomTypes its room types
 * @param nights their open nights in the range that was asked for
 * @param holds their bookings that lapse by themselves
 * @param allotted their allotment nights that are not released
 */
public record PropertyState(
        long upTo,
        List<Long> alsoIn,
        Property property,
        List<RoomType> roomTypes,
        List<Night> nights,
        List<Booking> holds,
        List<AllotmentNight> allotted) {

    public PropertyState {
        alsoIn = List.copyOf(alsoIn);
        roomTypes = List.copyOf(roomTypes);
        nights = List.copyOf(nights);
        holds = List.copyOf(holds);
        allotted = List.copyOf(allotted);
    }
}
