package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.ProblemException;
import dev.lastroom.server.http.QueryFields;
import org.jspecify.annotations.Nullable;

/** Opens streams of what follows in the log, within their limits. Thread-safe. */
final class EventStreams {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final BookingEngine engine;
    private final EventFeed feed;

    EventStreams(BookingEngine engine, EventFeed feed) {
        this.engine = engine;
        this.feed = feed;
    }

    /** Returns the client's last event, else {@code after} of the query; null if it gives neither. */
    @Nullable
    static EventId place(Call call, QueryFields query) {
        EventId after = query.optionalText("after", EventId::parse);
        String last = call.header(LAST_EVENT_ID);
        return last == null ? after : Checks.checked("Last-Event-ID", () -> EventId.parse(last));
    }

    /**
     * Opens a stream.
     *
     * @param after where it begins; null for now
     * @throws ProblemException if there are too many, or the log ends before {@code after}
     */
    Answer open(Call call, @Nullable EventId after, EventStream.Source source) {
        EventId known = after != null
                ? EventCursors.inLog(engine.read(), after)
                : engine.read().lastEvent();
        String follower = call.caller().owner();
        return switch (feed.enter(follower)) {
            case ENTERED ->
                new Answer(
                                200,
                                new EventStream(
                                        source, feed, follower, known, EventStream.HEARTBEAT, call.answerBytes()))
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
