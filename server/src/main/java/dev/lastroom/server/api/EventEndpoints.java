package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.Page;
import dev.lastroom.server.api.json.EventJson;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.QueryFields;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints for followers of the log. Thread-safe. */
public final class EventEndpoints {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final BookingEngine engine;
    private final EventFeed feed;

    EventEndpoints(BookingEngine engine, EventFeed feed) {
        this.engine = engine;
        this.feed = feed;
    }

    /** Lists the events after a cursor, oldest first. A caller who is not an admin gets those of its own bookings. */
    Answer list(Call call) {
        QueryFields query = call.query("after", "limit");
        EventId named = query.optionalText("after", EventId::parse);
        EventId after = named == null ? EventId.START : named;
        int limit = query.integer("limit", 1, Page.LIMIT_MAX, Page.LIMIT_DEFAULT);
        call.willRead(limit, Call.EVENT_BYTES);
        EventPage page = engine.read().events(after, call.owner(), limit);
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
        EventId after = call.query("after").optionalText("after", EventId::parse);
        String last = call.header(LAST_EVENT_ID);
        if (last != null) {
            after = Checks.checked("Last-Event-ID", () -> EventId.parse(last));
        }
        EventId known = after != null
                ? EventCursors.inLog(engine.read(), after)
                : engine.read().lastEvent();
        String follower = call.caller().owner();
        return switch (feed.enter(follower)) {
            case ENTERED ->
                new Answer(
                                200,
                                new EventStream(
                                        engine,
                                        feed,
                                        follower,
                                        call.owner(),
                                        known,
                                        EventStream.HEARTBEAT,
                                        call.answerBytes()))
                        // Without it, proxies such as nginx hold events back until there are many.
                        .with("X-Accel-Buffering", "no");
            case OWNER_HAS_ENOUGH ->
                throw Problem.ofLimit(
                                ErrorCode.RATE_LIMITED,
                                "streamsOwnerMax",
                                EventFeed.FOLLOWERS_OF_OWNER_MAX,
                                "This owner's API keys already have " + EventFeed.FOLLOWERS_OF_OWNER_MAX
                                        + " event streams; end one first")
                        .exception();
            case NO_ROOM ->
                throw Problem.ofLimit(
                                ErrorCode.OVERLOADED,
                                "streamsMax",
                                EventFeed.FOLLOWERS_MAX,
                                "The server is stopping, or already has " + EventFeed.FOLLOWERS_MAX + " event streams")
                        .exception();
        };
    }
}
