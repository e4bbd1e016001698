package dev.lastroom.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.feed.FilteredLog;
import dev.lastroom.engine.webhook.EventFilter;
import dev.lastroom.server.edge.Budget;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.TestKeys;
import dev.lastroom.server.testing.TestService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stream of events, over a real connection. */
@Timeout(60)
class EventStreamTest {

    private static final String[] NO_HEADERS = {};

    private final HttpClient client = HttpClient.newHttpClient();
    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
    }

    @AfterEach
    void stop() {
        service.close();
        client.close();
    }

    /** One event of a stream: its lines by name. */
    private record Sent(String id, String event, String data) {}

    private HttpResponse<Stream<String>> open(String query, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.port() + "/v1/events/stream" + query))
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<Stream<String>> response = client.send(request.build(), BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        return response;
    }

    /** Returns the next {@code count} events, however long they take. */
    private static List<Sent> next(Iterator<String> lines, int count) {
        List<Sent> events = new ArrayList<>();
        String id = "";
        String event = "";
        String data = "";
        while (events.size() < count) {
            String line = lines.next();
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty() && !data.isEmpty()) {
                events.add(new Sent(id, event, data));
                data = "";
            }
        }
        return events;
    }

    private String book(String user) {
        return service.post("/v1/bookings", TestService.booking(user, "2027-01-15", "2027-01-17"))
                .hasStatus(201)
                .at("/bookingId");
    }

    @Test
    void sendsNewEventsAndResumesAfterTheLastOneReceived() throws Exception {
        Sent first;
        try (Stream<String> lines = open("", NO_HEADERS).body()) {
            Iterator<String> stream = lines.iterator();
            assertThat(stream.next()).startsWith("retry: ");
            String anna = book("anna");
            first = next(stream, 1).getFirst();
            assertThat(first.event()).isEqualTo("booking.booked");
            assertThat(first.data()).contains(anna, "\"eventId\":\"" + first.id() + "\"");
        }
        String ben = book("ben");
        String cyd = book("cyd");
        try (Stream<String> lines = open("", "Last-Event-ID", first.id()).body()) {
            List<Sent> missed = next(lines.iterator(), 2);
            assertThat(missed.get(0).data()).contains(ben);
            assertThat(missed.get(1).data()).contains(cyd);
        }
    }

    /** A connection that ends before its first event must not lose the client any event. */
    @Test
    void sendsACursorAtOnce() throws Exception {
        String place;
        try (Stream<String> lines = open("", NO_HEADERS).body()) {
            Iterator<String> stream = lines.iterator();
            assertThat(stream.next()).startsWith("retry: ");
            place = stream.next();
        }
        assertThat(place).startsWith("id: ");
        String anna = book("anna");
        try (Stream<String> lines =
                open("", "Last-Event-ID", place.substring("id: ".length())).body()) {
            assertThat(next(lines.iterator(), 1).getFirst().data()).contains(anna);
        }
    }

    /** The log moves on all the time, but with nothing for this owner. */
    @Test
    void sendsHeartbeatsWhileOthersAreBusy() throws Exception {
        CountDownLatch heartbeats = new CountDownLatch(3);
        OutputStream out = new OutputStream() {
            @Override
            public void write(int one) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] text) throws IOException {
                heartbeats.countDown();
                if (heartbeats.getCount() == 0) {
                    throw new IOException("enough");
                }
            }
        };
        try (EventFeed feed = new EventFeed(service.engine);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(feed.enter("nobody")).isEqualTo(EventFeed.FollowAttempt.ENTERED);
            FilteredLog log = new FilteredLog(service.engine.read());
            EventStream stream = new EventStream(
                    EventEndpoints.source(log, "nobody", EventFilter.ALL),
                    feed,
                    "nobody",
                    service.engine.read().lastEvent(),
                    Duration.ofMillis(700),
                    new Budget("answers", 1 << 20).share());
            Future<?> ended = threads.submit(() -> {
                stream.writeTo(out);
                return null;
            });
            int name = 0;
            while (!ended.isDone()) {
                service.put(
                                "/v1/properties/lisbon",
                                "{\"name\": \"N" + name++
                                        + "\", \"timeZone\": \"Europe/Lisbon\", \"currency\": \"EUR\"}")
                        .hasStatus(200);
            }
            assertThatThrownBy(ended::get).hasRootCauseMessage("enough");
        }
    }

    @Test
    void canBeginAnywhereInTheLog() throws Exception {
        book("anna");
        try (Stream<String> lines = open("?after=0-0").body()) {
            assertThat(next(lines.iterator(), 4))
                    .extracting(Sent::event)
                    .containsExactly("property.saved", "room_type.saved", "inventory.changed", "booking.booked");
        }
        service.get("/v1/events/stream?after=now").isProblemOf(ErrorCode.VALIDATION_FAILED, "after");
        service.get("/v1/events/stream", "Last-Event-ID", "x")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "Last-Event-ID");
    }

    @Test
    void aServiceThatStopsEndsItsStreamsAtOnce() throws Exception {
        HttpResponse<Stream<String>> response = open("");
        try (Stream<String> lines = response.body()) {
            Iterator<String> stream = lines.iterator();
            assertThat(stream.next()).startsWith("retry: ");
            long start = System.nanoTime();
            service.http.close();
            while (stream.hasNext()) {
                assertThat(stream.next()).isNotNull();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TestService.SETTINGS.shutdownGrace());
        }
    }

    /** Opens a stream that counts until it is closed. */
    private InputStream follow(HttpClient many, int port, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events/stream"))
                .header("Authorization", "Bearer " + TestKeys.secret(key))
                .build();
        HttpResponse<InputStream> response = many.send(request, BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    @Test
    void streamsAreLimitedInAllAndForEachOwner(@TempDir Path folder) throws Exception {
        int owners = EventFeed.FOLLOWERS_MAX / EventFeed.FOLLOWERS_OF_OWNER_MAX;
        List<String> keys = new ArrayList<>(List.of("owner-0:agent:another of owner-0"));
        for (int i = 0; i <= owners; i++) {
            keys.add("owner-" + i + ":reader:owner-" + i);
        }
        List<InputStream> streams = new ArrayList<>();
        try (TestService guarded =
                        new TestService(TestService.sqlite(folder), TestService.SETTINGS, TestKeys.ring(keys));
                HttpClient many = HttpClient.newHttpClient()) {
            for (int i = 0; i < owners; i++) {
                for (int j = 0; j < EventFeed.FOLLOWERS_OF_OWNER_MAX; j++) {
                    streams.add(follow(many, guarded.port(), "owner-" + i));
                }
                if (i == 0) {
                    for (String key : List.of("owner-0", "another of owner-0")) {
                        guarded.get("/v1/events/stream", "Authorization", "Bearer " + TestKeys.secret(key))
                                .isProblem(ErrorCode.RATE_LIMITED);
                    }
                }
            }
            guarded.get("/v1/events/stream", "Authorization", "Bearer " + TestKeys.secret("owner-" + owners))
                    .isProblem(ErrorCode.OVERLOADED);
            for (InputStream stream : streams) {
                stream.close();
            }
        }
    }

    @Test
    void aClosedStreamMakesRoomForTheSameOwner() {
        try (EventFeed feed = new EventFeed(service.engine)) {
            for (int i = 0; i < EventFeed.FOLLOWERS_OF_OWNER_MAX; i++) {
                assertThat(feed.enter("desk")).isEqualTo(EventFeed.FollowAttempt.ENTERED);
            }
            assertThat(feed.enter("desk")).isEqualTo(EventFeed.FollowAttempt.OWNER_HAS_ENOUGH);
            assertThat(feed.enter("shop")).isEqualTo(EventFeed.FollowAttempt.ENTERED);
            feed.leave("shop");
            assertThat(feed.enter("desk")).isEqualTo(EventFeed.FollowAttempt.OWNER_HAS_ENOUGH);
            feed.leave("desk");
            assertThat(feed.enter("desk")).isEqualTo(EventFeed.FollowAttempt.ENTERED);
            assertThat(feed.enter("desk")).isEqualTo(EventFeed.FollowAttempt.OWNER_HAS_ENOUGH);
        }
    }
}
