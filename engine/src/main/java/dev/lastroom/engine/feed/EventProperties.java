package dev.lastroom.engine.feed;

import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Reads;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells which property an event is about. Events of nights name only a room type. A room type never moves to another
 * property, so what was read once stays true. Thread-safe.
 */
public final class EventProperties {

    /** The most room types it remembers; then it begins anew. */
    private static final int ROOM_TYPES_MAX = 10_000;

    private final Reads reads;
    private final Map<RoomTypeId, PropertyId> known = new ConcurrentHashMap<>();

    public EventProperties(Reads reads) {
        this.reads = reads;
    }

    /** The property of an event; null if its room type does not exist. */
    public @Nullable PropertyId of(Event event) {
        return event.what() instanceof NightsEvent nights ? of(nights.roomTypeId()) : event.propertyId();
    }

    private @Nullable PropertyId of(RoomTypeId id) {
        PropertyId remembered = known.get(id);
        if (remembered != null) {
            return remembered;
        }
        PropertyId read = reads.roomType(id).map(RoomType::propertyId).orElse(null);
        if (read != null) {
            if (known.size() >= ROOM_TYPES_MAX) {
                known.clear();
            }
            known.put(id, read);
        }
        return read;
    }
}
