package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.KeyRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A state with changes over it: what the first decisions of a batch leave to the next, or the first parts of one
 * decision to the others. Not thread-safe.
 */
public final class Overlay implements State {

    private final State below;
    private final Instant at;
    private final RowMaps changed = new RowMaps();
    private final List<Event> events = new ArrayList<>();
    private final Set<GroupId> groupsMade = new HashSet<>();
    private final Map<Holder, Set<BookingId>> liveHolds = new HashMap<>();

    /** For one decision: all that it makes is made at once, so none of its holds has ended. */
    Overlay(State below) {
        this(below, Instant.MIN);
    }

    /** @param at a hold that has ended by then is not live */
    public Overlay(State below, Instant at) {
        this.below = below;
        this.at = at;
    }

    void addAll(List<Change> changes) {
        changes.forEach(this::add);
    }

    public void add(Change change) {
        switch (change) {
            case Change.PropertyIs(Property property) -> changed.properties().put(property.id(), property);
            case Change.RoomTypeIs(RoomType roomType) -> changed.roomTypes().put(roomType.id(), roomType);
            case Change.NightIs(Night night) -> changed.nights().put(night.key(), night);
            case Change.BookingIs(Booking booking) -> add(booking);
            case Change.EntryIs(WaitlistEntry entry) -> changed.entries().put(entry.id(), entry);
            case Change.EntryWatches(EntryId id, Watch watch) ->
                changed.watches().put(id, watch);
            case Change.AllotmentIs(Allotment allotment) -> changed.allotments().put(allotment.id(), allotment);
            case Change.AllotmentNightIs(AllotmentNight night) ->
                changed.allotmentNights().put(night.key(), night);
            case Change.KeyIs(KeyRecord key) -> changed.keys().put(key.key(), key);
            case Change.Happened(Event event) -> events.add(event);
        }
    }

    private void add(Booking booking) {
        changed.bookings().put(booking.id(), booking);
        if (booking.groupId() != null && booking.version() == 1) {
            groupsMade.add(booking.groupId());
        }
        Set<BookingId> holds = liveHolds.isEmpty() ? null : liveHolds.get(booking.holder());
        if (holds != null) {
            count(holds, booking);
        }
    }

    private void count(Set<BookingId> holds, Booking booking) {
        if (booking.isHold() && !booking.hasLapsed(at)) {
            holds.add(booking.id());
        } else {
            holds.remove(booking.id());
        }
    }

    @Override
    public @Nullable Property property(PropertyId id) {
        Property property = changed.properties().get(id);
        return property != null ? property : below.property(id);
    }

    @Override
    public @Nullable RoomType roomType(RoomTypeId id) {
        RoomType roomType = changed.roomTypes().get(id);
        return roomType != null ? roomType : below.roomType(id);
    }

    @Override
    public @Nullable Night night(NightKey key) {
        Night night = changed.nights().get(key);
        return night != null ? night : below.night(key);
    }

    @Override
    public @Nullable Booking booking(BookingId id) {
        Booking booking = changed.bookings().get(id);
        return booking != null ? booking : below.booking(id);
    }

    /** A group's bookings are all made at once. */
    @Override
    public List<Booking> group(GroupId id) {
        Stream<Booking> all = groupsMade.contains(id)
                ? changed.bookings().values().stream().filter(booking -> id.equals(booking.groupId()))
                : below.group(id).stream().map(booking -> changed.bookings().getOrDefault(booking.id(), booking));
        return all.sorted(Comparator.comparing(Booking::id)).toList();
    }

    @Override
    public @Nullable WaitlistEntry entry(EntryId id) {
        WaitlistEntry entry = changed.entries().get(id);
        return entry != null ? entry : below.entry(id);
    }

    @Override
    public List<WaitlistEntry> waiting(RoomTypeId roomType) {
        return waiting(below.waiting(roomType), entry -> entry.roomTypeId().equals(roomType));
    }

    @Override
    public List<WaitlistEntry> waiting(Holder holder) {
        return waiting(below.waiting(holder), entry -> entry.holder().equals(holder));
    }

    private List<WaitlistEntry> waiting(List<WaitlistEntry> before, Predicate<WaitlistEntry> isMeant) {
        return changed.entries().isEmpty()
                ? before
                : Stream.concat(
                                before.stream()
                                        .filter(entry -> !changed.entries().containsKey(entry.id())),
                                changed.entries().values().stream()
                                        .filter(isMeant)
                                        .filter(entry -> entry.status() == WaitlistStatus.WAITING))
                        .sorted(WaitlistEntry.IN_ORDER)
                        .toList();
    }

    @Override
    public List<Booking> live(Holder holder) {
        return Stream.concat(
                        below.live(holder).stream()
                                .filter(booking -> !changed.bookings().containsKey(booking.id())),
                        changed.bookings().values().stream()
                                .filter(booking -> booking.holder().equals(holder) && booking.isLive()))
                .toList();
    }

    @Override
    public @Nullable Allotment allotment(AllotmentId id) {
        Allotment allotment = changed.allotments().get(id);
        return allotment != null ? allotment : below.allotment(id);
    }

    @Override
    public @Nullable AllotmentNight allotmentNight(AllotmentId id, LocalDate date) {
        AllotmentNight night = changed.allotmentNights().get(new AllotmentNight.Key(id, date));
        return night != null ? night : below.allotmentNight(id, date);
    }

    @Override
    public @Nullable KeyRecord key(ScopedKey key) {
        KeyRecord record = changed.keys().get(key);
        return record != null ? record : below.key(key);
    }

    @Override
    public Set<BookingId> liveHolds(Holder holder) {
        Set<BookingId> holds = liveHolds.get(holder);
        if (holds == null) {
            holds = new HashSet<>(below.liveHolds(holder));
            for (Booking booking : changed.bookings().values()) {
                if (booking.userId().equals(holder.userId()) && booking.owner().equals(holder.owner())) {
                    count(holds, booking);
                }
            }
            liveHolds.put(holder, holds);
        }
        return Collections.unmodifiableSet(holds);
    }

    /** The changed rows as they are now; all other rows are as below. */
    public RowMaps changed() {
        return changed;
    }

    /** The events, in order. */
    public List<Event> events() {
        return Collections.unmodifiableList(events);
    }
}
