package dev.lastroom.engine.event;

import dev.lastroom.engine.inventory.RoomType;
import org.jspecify.annotations.Nullable;

/**
 * A room type is new or has changed. Immutable and thread-safe.
 *
 * @param before the room type until then; null if it is new
 * @param after the room type from then on
 */
public record RoomTypeEvent(@Nullable RoomType before, RoomType after) implements Event.What {

    /** The name of these events. */
    public static final String NAME = "room_type.saved";

    @Override
    public String name() {
        return NAME;
    }
}
