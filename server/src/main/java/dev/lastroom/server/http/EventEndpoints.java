package dev.lastroom.server.http;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.EventId;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.Page;
import tools.jackson.databind.node.ObjectNode;

/** What has changed, for programs that follow it. Thread-safe. */
final class EventEndpoints {

    private final BookingEngine engine;

    EventEndpoints(BookingEngine engine) {
        this.engine = engine;
    }

    /** The events after a place in the log, oldest first; a caller who is no admin gets those of its own bookings. */
    Answer list(Call call) {
        QueryFields query = call.query("after", "limit");
        EventId after = query.optionalText("after", EventId::parse);
        int limit = query.integer("limit", 1, Page.LIMIT_MAX, Page.LIMIT_DEFAULT);
        EventPage page = engine.read().events(after == null ? EventId.START : after, call.owner(), limit);
        ObjectNode json = Json.object();
        json.putArray("events")
                .addAll(page.events().stream().map(EventJson::event).toList());
        return Answer.ok(json.put("nextCursor", page.next().toString()).put("hasMore", page.hasMore()));
    }
}
