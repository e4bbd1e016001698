package dev.lastroom.server.api;

import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.server.edge.Budget;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streams what follows in the log as server-sent events. A stream ends after some minutes, and the client connects again with the id of
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

    private static final String RETRY = "retry: 1000\n";

    private final Source source;
    private final EventFeed feed;
    private final String follower;
    private final Duration heartbeat;
    private final Budget.Share memory;
    private EventId known;

    /**
     * Makes a stream for a follower that has entered the feed. Closing the stream leaves the feed.
     *
     * @param source reads what is sent
     * @param follower the owner that entered
     * @param memory for one page of events at a time
     */
    EventStream(
            Source source, EventFeed feed, String follower, EventId after, Duration heartbeat, Budget.Share memory) {
        this.source = source;
        this.feed = feed;
        this.follower = follower;
        this.known = after;
        this.heartbeat = heartbeat;
        this.memory = memory;
    }

    /** Reads what comes after a place in the log. */
    @FunctionalInterface
    interface Source {
        Piece after(EventId known);
    }

    /**
     * A part of the stream, as bytes, so that the objects behind it can be freed while a slow client reads. Never
     * compared.
     *
     * @param text none, or whole events
     * @param next the place in the log after it
     * @param hasMore whether there was more when it was read
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Piece(byte[] text, EventId next, boolean hasMore) {

        static Piece of(CharSequence text, EventId next, boolean hasMore) {
            return new Piece(bytes(text.toString()), next, hasMore);
        }
    }

    /** Appends an event. */
    static void append(StringBuilder text, EventId id, String name, ObjectNode data) {
        text.append("id: ").append(id).append('\n');
        text.append("event: ").append(name).append('\n');
        text.append("data: ").append(data).append("\n\n");
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

    private Piece next() {
        Piece piece = source.after(known);
        known = piece.next();
        return piece;
    }

    /** Returns an id without data: this is no event, but moves the client's cursor. */
    private String place() {
        return "id: " + known + "\n\n";
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
