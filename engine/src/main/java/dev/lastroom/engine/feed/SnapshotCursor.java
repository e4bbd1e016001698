package dev.lastroom.engine.feed;

import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.RoomTypeId;

/**
 * Where a snapshot goes on. Immutable and thread-safe.
 *
 * @param position the place in the log from which changes must be followed
 * @param after the last room type of the page before
 */
public record SnapshotCursor(EventId position, RoomTypeId after) {

    /**
     * Parses the form that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static SnapshotCursor parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("must be the nextCursor of a page before");
        }
        return new SnapshotCursor(EventId.parse(text.substring(0, colon)), new RoomTypeId(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return position + ":" + after.value();
    }
}
