package dev.lastroom.engine.feed;

import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.webhook.EventFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of the log that pass a filter. Thread-safe. */
public final class FilteredLog {

    /** The most events that are looked at for one page if there is a filter. */
    public static final int LOOK_AT = 500;

    private final Reads reads;
    private final EventProperties properties;

    public FilteredLog(Reads reads) {
        this.reads = reads;
        this.properties = new EventProperties(reads);
    }

    /**
     * The events after {@code after} that pass, as {@link Reads#events} gives them all.
     *
     * @param owner only events of the bookings of this owner; null for all events
     * @param limit the most events
     */
    public EventPage events(EventId after, @Nullable String owner, EventFilter filter, int limit) {
        if (filter.isAll()) {
            return reads.events(after, owner, limit);
        }
        EventPage page = reads.events(after, owner, LOOK_AT);
        List<Recorded> events = new ArrayList<>();
        for (Recorded event : page.events()) {
            if (passes(filter, event.event())) {
                events.add(event);
            }
            if (events.size() == limit) {
                return new EventPage(
                        events, event.id(), page.hasMore() || !event.id().equals(page.next()));
            }
        }
        return new EventPage(events, page.next(), page.hasMore());
    }

    private boolean passes(EventFilter filter, Event event) {
        return filter.passes(event.what().name(), () -> properties.of(event));
    }
}
