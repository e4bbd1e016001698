package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.outcome.KeyRecord;

/** One row to write, as decided: a value as it is from now on, or one more event. */
public sealed interface Change {

    record PropertyIs(Property property) implements Change {}

    record RoomTypeIs(RoomType roomType) implements Change {}

    record NightIs(Night night) implements Change {}

    record BookingIs(Booking booking) implements Change {}

    record EntryIs(WaitlistEntry entry) implements Change {}

    /** The watch of an entry, as a hint of when to look at it again. */
    record EntryWatches(EntryId id, Watch watch) implements Change {}

    record KeyIs(KeyRecord key) implements Change {}

    record AllotmentIs(Allotment allotment) implements Change {}

    record AllotmentNightIs(AllotmentNight night) implements Change {}

    record Happened(Event event) implements Change {}
}
