package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.KeyRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows of every kind, by key, as they were read or as they are now. Each map keeps the order in which its rows were
 * added, usually key order, so that there is little to sort. Not thread-safe.
 */
public record RowMaps(
        Map<PropertyId, Property> properties,
        Map<RoomTypeId, RoomType> roomTypes,
        Map<NightKey, Night> nights,
        Map<BookingId, Booking> bookings,
        Map<EntryId, WaitlistEntry> entries,
        Map<EntryId, Watch> watches,
        Map<AllotmentId, Allotment> allotments,
        Map<AllotmentNight.Key, AllotmentNight> allotmentNights,
        Map<ScopedKey, KeyRecord> keys) {

    /** No rows yet. */
    public RowMaps() {
        this(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
    }
}
