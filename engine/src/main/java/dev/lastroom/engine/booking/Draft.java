package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A state as the first parts of one decision leave it to the next: all of them are written together, or none is. Not
 * thread-safe.
 */
final class Draft implements State {

    private final State before;
    private final Map<NightKey, Night> nights = new HashMap<>();
    private final Map<BookingId, Booking> bookings = new HashMap<>();
    private final Map<AllotmentId, Allotment> allotments = new HashMap<>();
    private final Map<AllotmentNight.Key, AllotmentNight> allotmentNights = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    Draft(State before) {
        this.before = before;
    }

    /** Adds what one part of the decision leaves. The key of the request stands for all of them, by the first. */
    void add(List<Change> more) {
        boolean isFirst = changes.isEmpty();
        for (Change change : more) {
            switch (change) {
                case Change.NightIs(Night night) -> nights.put(night.key(), night);
                case Change.BookingIs(Booking booking) -> bookings.put(booking.id(), booking);
                case Change.AllotmentIs(Allotment allotment) -> allotments.put(allotment.id(), allotment);
                case Change.AllotmentNightIs(AllotmentNight night) -> allotmentNights.put(night.key(), night);
                case Change.KeyIs _,
                        Change.EntryIs _,
                        Change.EntryWatches _,
                        Change.Happened _,
                        Change.PropertyIs _,
                        Change.RoomTypeIs _ -> {}
            }
            if (isFirst || !(change instanceof Change.KeyIs)) {
                changes.add(change);
            }
        }
    }

    /** All changes in order. */
    List<Change> changes() {
        return changes;
    }

    @Override
    public @Nullable Property property(PropertyId id) {
        return before.property(id);
    }

    @Override
    public @Nullable RoomType roomType(RoomTypeId id) {
        return before.roomType(id);
    }

    @Override
    public @Nullable Night night(NightKey key) {
        Night night = nights.get(key);
        return night != null ? night : before.night(key);
    }

    @Override
    public @Nullable Booking booking(BookingId id) {
        Booking booking = bookings.get(id);
        return booking != null ? booking : before.booking(id);
    }

    @Override
    public List<Booking> group(GroupId id) {
        return before.group(id).stream()
                .map(booking -> bookings.getOrDefault(booking.id(), booking))
                .toList();
    }

    @Override
    public @Nullable WaitlistEntry entry(BookingId id) {
        return before.entry(id);
    }

    @Override
    public List<WaitlistEntry> waiting(RoomTypeId roomType) {
        return before.waiting(roomType);
    }

    @Override
    public @Nullable Allotment allotment(AllotmentId id) {
        Allotment allotment = allotments.get(id);
        return allotment != null ? allotment : before.allotment(id);
    }

    @Override
    public @Nullable AllotmentNight allotmentNight(AllotmentId id, LocalDate date) {
        AllotmentNight night = allotmentNights.get(new AllotmentNight.Key(id, date));
        return night != null ? night : before.allotmentNight(id, date);
    }

    @Override
    public @Nullable KeyRecord key(ScopedKey key) {
        return before.key(key);
    }

    @Override
    public int liveHolds(Holder holder) {
        long more = bookings.values().stream()
                .filter(booking -> booking.isHold() && booking.holder().equals(holder))
                .filter(booking -> before.booking(booking.id()) == null)
                .count();
        return before.liveHolds(holder) + (int) more;
    }
}
