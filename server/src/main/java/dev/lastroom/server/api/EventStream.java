package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.server.api.json.EventJson;
import dev.lastroom.server.edge.Budget;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Streams events as server-sent events. A stream ends after some minutes, and the client connects again with the id of
 * the last event it knows. So no stream long outlives a revoked key or a load balancer's patience. For the thread of
 * one request.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class EventStream implements Answer.Stream {

    /**
     * How long a stream stays silent without events of its owner. Then it says that it is alive, and where to go on.
     */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** How long a stream lasts. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** The most events in one read. */
    static final int PAGE_EVENTS = 50;

    private static final String RETRY = "retry: 1000\n";

    private final BookingEngine engine;
    private final EventFeed feed;
    private final String follower;
    private final @Nullable String owner;
    private final Duration heartbeat;
    private final Budget.Share memory;
    private EventId known;

    /**
     * Makes a stream for a follower that has entered the feed. Closing the stream leaves the feed.
     *
     * @param follower the owner that entered
     * @param owner whose events are sent; null for all
     * @param memory for one page of events at a time
     */
    EventStream(
            BookingEngine engine,
            EventFeed feed,
            String follower,
            @Nullable String owner,
            EventId after,
            Duration heartbeat,
            Budget.Share memory) {
        this.engine = engine;
        this.feed = feed;
        this.follower = follower;
        this.owner = owner;
        this.known = after;
        this.heartbeat = heartbeat;
        this.memory = memory;
    }

    @Override
    public String type() {
        return "text/event-stream";
    }

    /** Writes events until the stream's time is over, the service closes, the database fails or the client is gone. */
    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            // The client knows from the start where to go on, even if it never sees an event.
            write(out, bytes(RETRY + place()));
            long start = System.nanoTime();
            long written = start;
            while (!feed.isClosed() && System.nanoTime() - start < LIFETIME.toNanos()) {
                if (!memory.tryKeep(Call.PAGE_BYTES_MAX)) {
                    // Other requests give memory back in the end; until then the events wait in the log.
                    continue;
                }
                Piece piece = next();
                boolean _ = memory.tryKeep(piece.text().length);
                if (piece.text().length > 0) {
                    write(out, piece.text());
                    written = System.nanoTime();
                } else if (System.nanoTime() - written >= heartbeat.toNanos()) {
                    write(out, bytes(place()));
                    written = System.nanoTime();
                }
                boolean _ = memory.tryKeep(0);
                if (!piece.hasMore()) {
                    // Events of other owners wake this stream too, but must not delay its heartbeat.
                    feed.awaitBeyond(known, heartbeat.minusNanos(System.nanoTime() - written));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            // The client connects again, and gets the error then.
        }
    }

    /** Events as bytes, so that the objects behind them can be freed while a slow client reads. Never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Piece(byte[] text, boolean hasMore) {}

    private Piece next() {
        EventPage page = engine.read().events(known, owner, PAGE_EVENTS);
        known = page.next();
        return new Piece(text(page), page.hasMore());
    }

    /** Returns an id without data: this is no event, but moves the client's cursor. */
    private String place() {
        return "id: " + known + "\n\n";
    }

    private static byte[] text(EventPage page) {
        StringBuilder text = new StringBuilder();
        for (Recorded recorded : page.events()) {
            text.append("id: ").append(recorded.id()).append('\n');
            text.append("event: ").append(recorded.event().what().name()).append('\n');
            text.append("data: ").append(EventJson.event(recorded)).append("\n\n");
        }
        return bytes(text.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(OutputStream out, byte[] text) throws IOException {
        out.write(text);
        out.flush();
    }

    @Override
    public void close() {
        feed.leave(follower);
    }
}
