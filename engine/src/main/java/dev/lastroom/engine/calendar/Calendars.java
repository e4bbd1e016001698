package dev.lastroom.engine.calendar;

import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.event.RoomTypeEvent;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.EventPage.Recorded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calendars in memory, and places for those that are being read from the store. Any thread may look up places and
 * note what this server wrote; {@link SearchMemory} guards the rest.
 */
final class Calendars {

    private final Map<PropertyId, Slot> slots = new ConcurrentHashMap<>();
    private final Map<RoomTypeId, Slot> byRoomType = new ConcurrentHashMap<>();

    /**
     * The place of a property: while its state is read it gathers the events that come, later it has a calendar, which
     * {@link #loaded} makes visible to other threads.
     */
    static final class Slot {
        private final PropertyId id;
        private final CompletableFuture<Void> loaded = new CompletableFuture<>();
        private final OwnWrites ownWrites = new OwnWrites();
        private final List<Recorded> early = new ArrayList<>();
        private @Nullable PropertyCalendar calendar;
        private final long readAt = System.nanoTime();
        private volatile long usedAt = readAt;

        private Slot(PropertyId id) {
            this.id = id;
        }

        /** Its calendar; null while it is read from the store. */
        @Nullable
        PropertyCalendar calendar() {
            return calendar;
        }

        /** Completes when there is a calendar, or there will be none. */
        CompletableFuture<Void> loaded() {
            return loaded;
        }

        /** The memory that it takes, in nights. */
        private long nights() {
            return calendar == null ? 0 : calendar.nights();
        }

        /** What this server wrote about it lately. */
        OwnWrites ownWrites() {
            return ownWrites;
        }

        boolean isOlderThan(long nanos) {
            return System.nanoTime() - readAt > nanos;
        }

        void use() {
            usedAt = System.nanoTime();
        }
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    @Nullable
    Slot slot(PropertyId id) {
        return slots.get(id);
    }

    Slot reserve(PropertyId id) {
        Slot slot = new Slot(id);
        slots.put(id, slot);
        return slot;
    }

    /** Gives a place its calendar, unless it was cleared in the meantime. */
    void fill(Slot slot, PropertyCalendar calendar) {
        if (slots.get(slot.id) == slot) {
            boolean isTrue = slot.early.stream().allMatch(calendar::follow);
            slot.early.clear();
            if (!isTrue) {
                remove(slot);
                return;
            }
            slot.calendar = calendar;
            slot.use();
            calendar.roomTypeIds().forEach(roomType -> byRoomType.put(roomType, slot));
        }
        slot.loaded.complete(null);
    }

    void remove(Slot slot) {
        if (slots.remove(slot.id, slot) && slot.calendar != null) {
            slot.calendar.roomTypeIds().forEach(byRoomType::remove);
        }
        slot.loaded.complete(null);
    }

    void clear() {
        List.copyOf(slots.values()).forEach(this::remove);
    }

    /** Removes the calendars least recently used until the others have at most so many nights. */
    void shrinkTo(long nightsMax) {
        long nights = nights();
        if (nights > nightsMax) {
            for (Use use : leastRecentlyUsedFirst()) {
                if (nights <= nightsMax) {
                    return;
                }
                nights -= use.slot().nights();
                remove(use.slot());
            }
        }
    }

    /** When a place was used. Others use it meanwhile, and an order must not change while it is sorted. */
    private record Use(Slot slot, long at) {}

    private List<Use> leastRecentlyUsedFirst() {
        return slots.values().stream()
                .map(slot -> new Use(slot, slot.usedAt))
                .sorted(Comparator.comparingLong(Use::at))
                .toList();
    }

    long nights() {
        return slots.values().stream().mapToLong(Slot::nights).sum();
    }

    /** Takes in events of the log, in order. */
    void follow(List<Recorded> events) {
        for (Recorded recorded : events) {
            for (Slot slot : about(recorded.event())) {
                if (slot.calendar == null) {
                    slot.early.add(recorded);
                } else if (!slot.calendar.follow(recorded)) {
                    remove(slot);
                } else {
                    if (recorded.event().what() instanceof RoomTypeEvent saved) {
                        byRoomType.put(saved.after().id(), slot);
                    }
                }
            }
        }
    }

    /**
     * Notes what a transaction of this server wrote: searches that follow must see it.
     *
     * @param last the last of the events
     * @param followed the event up to which the calendars have everything. It is asked for once a place is found: one
     *     from before the place was made may be beyond what the place will have
     */
    void wrote(List<Event> events, EventId last, Supplier<EventId> followed) {
        events.forEach(event -> about(event).forEach(slot -> slot.ownWrites().add(event, last, followed.get())));
    }

    /** The places that an event is about: with a room type that is not known yet, it may be any. */
    private Collection<Slot> about(Event event) {
        PropertyId propertyId = event.propertyId();
        Slot slot = propertyId != null
                ? slots.get(propertyId)
                : event.what() instanceof NightsEvent nights ? byRoomType.get(nights.roomTypeId()) : null;
        if (slot != null) {
            return List.of(slot);
        }
        return propertyId != null ? List.of() : slots.values();
    }
}
