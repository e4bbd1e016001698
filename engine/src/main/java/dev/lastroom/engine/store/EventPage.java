package dev.lastroom.engine.store;

import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import java.util.List;

/**
 * Consecutive events of the log.
 *
 * @param events the events, possibly none even if there are more
 * @param next the id after which to go on
 * @param hasMore whether there was more when this was read
 */
public record EventPage(List<Recorded> events, EventId next, boolean hasMore) {

    /** The most events of a page. */
    public static final int LIMIT_MAX = 1_000;

    /** The fewest events searched for one page if only one owner's are wanted. */
    public static final int LOOK_AT = 1_000;

    public EventPage {
        events = List.copyOf(events);
    }

    /** An event and its place in the log. */
    public record Recorded(EventId id, Event event) {}
}
