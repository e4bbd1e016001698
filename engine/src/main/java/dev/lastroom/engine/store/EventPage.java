package dev.lastroom.engine.store;

import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import java.util.List;

/**
 * Some events that follow one another.
 *
 * @param events the events, possibly none although there are more
 * @param next after which id to go on
 * @param hasMore whether there was more when this was read
 */
public record EventPage(List<Recorded> events, EventId next, boolean hasMore) {

    /** The most events of a page. */
    public static final int LIMIT_MAX = 1_000;

    /** How many events are looked at for one page at least, where only those of one owner are wanted. */
    public static final int LOOK_AT = 1_000;

    /** A page ends with the event with which it has this much stored text, so that long bookings do not add up. */
    public static final int CHARACTERS_MAX = 1024 * 1024;

    public EventPage {
        events = List.copyOf(events);
    }

    /** An event and its place in the log. */
    public record Recorded(EventId id, Event event) {}
}
