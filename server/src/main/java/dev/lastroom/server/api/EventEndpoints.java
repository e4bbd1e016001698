package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.feed.FilteredLog;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.webhook.EventFilter;
import dev.lastroom.server.api.EventStream.Piece;
import dev.lastroom.server.api.json.EventJson;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.QueryFields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints for followers of the log. Thread-safe. */
public final class EventEndpoints {

    /** The most events in one read of a stream. */
    static final int STREAM_EVENTS = 50;

    private final BookingEngine engine;
    private final FilteredLog log;
    private final EventStreams streams;

    EventEndpoints(BookingEngine engine, EventStreams streams) {
        this.engine = engine;
        this.log = new FilteredLog(engine.read());
        this.streams = streams;
    }

    /** Lists the events after a cursor, oldest first. A caller who is not an admin gets those of its own bookings. */
    Answer list(Call call) {
        QueryFields query = call.query("propertyId", "after", "limit");
        EventFilter filter = filter(query);
        EventId named = query.optionalText("after", EventId::parse);
        EventId after = named == null ? EventId.START : named;
        int limit = query.integer("limit", 1, Page.LIMIT_MAX, Page.LIMIT_DEFAULT);
        call.willRead(filter.isAll() ? limit : FilteredLog.LOOK_AT, Call.EVENT_BYTES);
        EventPage page = log.events(after, call.owner(), filter, limit);
        if (page.next().equals(after)) {
            // Nothing follows: the cursor is at the end of the log, or beyond it.
            EventId _ = EventCursors.inLog(engine.read(), after);
        }
        ObjectNode json = Json.object();
        json.putArray("events")
                .addAll(page.events().stream().map(EventJson::event).toList());
        return Answer.ok(json.put("nextCursor", page.next().toString()).put("hasMore", page.hasMore()));
    }

    /** Streams events as they happen: after the client's last event, else after {@code after}, else from now on. */
    Answer stream(Call call) {
        QueryFields query = call.query("propertyId", "after");
        return streams.open(call, EventStreams.place(call, query), source(log, call.owner(), filter(query)));
    }

    private static EventFilter filter(QueryFields query) {
        PropertyId property = query.optionalText("propertyId", PropertyId::new);
        return property == null ? EventFilter.ALL : new EventFilter(List.of(), List.of(property));
    }

    /** Returns what a stream sends. */
    static EventStream.Source source(FilteredLog log, @Nullable String owner, EventFilter filter) {
        return known -> {
            EventPage page = log.events(known, owner, filter, STREAM_EVENTS);
            StringBuilder text = new StringBuilder();
            for (Recorded recorded : page.events()) {
                EventStream.append(text, recorded.id(), recorded.event().what().name(), EventJson.event(recorded));
            }
            return Piece.of(text, page.next(), page.hasMore());
        };
    }
}
