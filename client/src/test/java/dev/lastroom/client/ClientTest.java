package dev.lastroom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lastroom.client.model.BatchRequest;
import dev.lastroom.client.model.BatchResponse;
import dev.lastroom.client.model.BatchResult;
import dev.lastroom.client.model.BookingAnswer;
import dev.lastroom.client.model.BookingDetails;
import dev.lastroom.client.model.BookingRequest;
import dev.lastroom.client.model.ErrorCode;
import dev.lastroom.client.model.Event;
import dev.lastroom.client.model.EventType;
import dev.lastroom.client.model.ListEventsQuery;
import dev.lastroom.client.model.NewWebhook;
import dev.lastroom.client.model.ProblemDetails;
import dev.lastroom.client.model.RoomTypePatch;
import dev.lastroom.client.model.StreamEventsQuery;
import dev.lastroom.client.model.WebhookRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client and a real server. */
class ClientTest {

    @TempDir
    private Path folder;

    private TestServer server;
    private LastroomClient client;

    @BeforeEach
    void start() {
        server = new TestServer(folder, 2);
        client = server.client();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCallThatIsSentAgainIsReplayed() {
        Call<BookingAnswer> call = Calls.book(wish("ann")).withKey("order-1");

        Answer<BookingAnswer> first = client.exchange(call);
        Answer<BookingAnswer> second = client.exchange(call);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.value().idempotencyKey()).isEqualTo("order-1");
        assertThat(second.headers().replayed()).isTrue();
        assertThat(second.value().bookingId()).isEqualTo(first.value().bookingId());
    }

    @Test
    void aRefusalHasItsCodeStatusAndDetails() {
        client.send(Calls.book(wish("ann").withRoomsBooked(2)));

        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> client.send(Calls.book(wish("bob"))));

        assertThat(refused.code()).isEqualTo(ErrorCode.INSUFFICIENT_INVENTORY);
        assertThat(refused.status()).isEqualTo(409);
        ProblemDetails details = Objects.requireNonNull(refused.problem()).details();
        assertThat(details.availableRooms()).isZero();
        assertThat(details.requestedRooms()).isEqualTo(1);
    }

    @Test
    void anAsynchronousCallHasTheSameOutcomes() {
        assertThat(client.sendAsync(Calls.book(wish("ann"))).join().userId()).isEqualTo("ann");
        assertThatThrownBy(client.sendAsync(Calls.book(wish("bob").withRoomsBooked(9)))::join)
                .hasCauseInstanceOf(RefusedException.class);
    }

    @Test
    void aBatchHasAKeyForEachRequest() {
        Call<BatchResponse> call = Calls.bookBatch(new BatchRequest(List.of(wish("ann"), wish("bob"), wish("eve"))));

        List<String> first = booked(client.send(call));

        assertThat(first).hasSize(2);
        assertThat(booked(client.send(call))).isEqualTo(first);
    }

    private static List<String> booked(BatchResponse response) {
        return response.results().stream()
                .filter(BatchResult.Booked.class::isInstance)
                .map(result ->
                        ((BatchResult.Booked) result).booking().bookingId().toString())
                .toList();
    }

    @Test
    void preconditionsGoByTheEtag() {
        BookingAnswer booked = client.send(Calls.book(wish("ann")));
        Call<BookingDetails> read = Calls.getBooking(booked.bookingId());
        String etag = client.exchange(read).headers().etag().orElseThrow();

        assertThat(client.exchange(read.withIfNoneMatch(etag)).status()).isEqualTo(304);
        RefusedException refused = catchThrowableOfType(
                RefusedException.class,
                () -> client.send(Calls.cancelBooking(booked.bookingId()).withIfMatch("\"99\"")));
        assertThat(refused.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED);
    }

    @Test
    void aPatchSetsAndRemoves() {
        client.send(Calls.patchRoomType("deluxe", RoomTypePatch.of().withMaxOccupancy(3)));
        assertThat(client.send(Calls.getRoomType("deluxe")).maxOccupancy()).isEqualTo(3);

        client.send(Calls.patchRoomType("deluxe", RoomTypePatch.of().withDescription("Large")));
        assertThat(client.send(Calls.getRoomType("deluxe")).maxOccupancy()).isEqualTo(3);

        client.send(Calls.patchRoomType("deluxe", RoomTypePatch.of().withoutMaxOccupancy()));
        assertThat(client.send(Calls.getRoomType("deluxe")).maxOccupancy()).isNull();
    }

    @Test
    void eventsAreFollowedPageByPage() {
        BookingAnswer booked = client.send(Calls.book(wish("ann")));
        client.send(Calls.cancelBooking(booked.bookingId()));

        List<Event> events = client.items(Calls.listEvents(ListEventsQuery.of().withLimit(1)))
                .toList();

        assertThat(events)
                .extracting(Event::type)
                .contains(EventType.PROPERTY_SAVED, EventType.ROOM_TYPE_SAVED, EventType.INVENTORY_CHANGED)
                .endsWith(EventType.BOOKING_BOOKED, EventType.BOOKING_CANCELLED);
        assertThat(events.get(events.size() - 1).before())
                .isInstanceOfSatisfying(
                        BookingDetails.class,
                        before -> assertThat(before.bookingId()).isEqualTo(booked.bookingId()));
    }

    @Test
    void aStreamResumesAcrossBrokenConnections() throws Exception {
        long seed = 7;
        try (CuttingProxy proxy = new CuttingProxy(server.port(), seed, 0.5)) {
            LastroomClient cut = TestServer.builder(proxy.port())
                    .pauses(Duration.ofMillis(1), Duration.ofMillis(1))
                    .build();
            for (int i = 0; i < 20; i++) {
                client.send(
                        Calls.cancelBooking(client.send(Calls.book(wish("ann"))).bookingId()));
            }
            List<String> log = ids(client.items(Calls.listEvents()));
            List<String> followed = new ArrayList<>();

            try (Follower<Event> follower =
                    cut.follow(Calls.streamEvents(StreamEventsQuery.of().withAfter("0-0")))) {
                while (followed.size() < log.size()) {
                    followed.add(follower.next().value().eventId());
                }
                assertThat(follower.position()).isEqualTo(log.get(log.size() - 1));
            }

            assertThat(followed).isEqualTo(log);
            assertThat(proxy.cuts()).isPositive();
        }
    }

    @Test
    void aFollowerThatWaitsCanBeClosed() {
        Follower<Event> follower = client.follow(Calls.streamEvents());
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(follower::hasNext);

        follower.close();

        assertThat(waiting.orTimeout(20, TimeUnit.SECONDS).join()).isFalse();
    }

    @Test
    void aCursorBeyondTheLogEndsAFollower() {
        try (Follower<Event> follower =
                client.follow(Calls.streamEvents(StreamEventsQuery.of().withAfter("999999999-1")))) {
            RefusedException refused = catchThrowableOfType(RefusedException.class, follower::hasNext);
            assertThat(refused.code()).isEqualTo(ErrorCode.CURSOR_BEYOND_LOG);
        }
    }

    private static List<String> ids(Stream<Event> events) {
        return events.map(Event::eventId).toList();
    }

    @Test
    void aWebhooksMessageIsVerified() throws Exception {
        try (ToldServer receiver = new ToldServer()) {
            NewWebhook webhook =
                    client.send(Calls.addWebhook(WebhookRequest.of("http://127.0.0.1:" + receiver.port() + "/hook")));
            client.send(Calls.testWebhook(webhook.webhookId()));

            ToldServer.Received message = receiver.received().get(0);
            String id = Objects.requireNonNull(message.header("webhook-id"));
            String timestamp = Objects.requireNonNull(message.header("webhook-timestamp"));
            String signature = Objects.requireNonNull(message.header("webhook-signature"));
            Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            String secret = Objects.requireNonNull(webhook.secret());

            WebhookVerifier verifier = new WebhookVerifier(secret, () -> sent.plusSeconds(299));
            assertThat(verifier.verify(id, timestamp, "v1,other " + signature, message.body())
                            .type())
                    .isEqualTo("webhook.test");

            byte[] changed = message.body().clone();
            changed[0]++;
            assertThatThrownBy(() -> verifier.verify(id, timestamp, signature, changed))
                    .hasMessageContaining("fits");
            assertThatThrownBy(() -> verifier.verify(id + "0", timestamp, signature, message.body()))
                    .hasMessageContaining("fits");
            WebhookVerifier late = new WebhookVerifier(secret, () -> sent.plusSeconds(301));
            assertThatThrownBy(() -> late.verify(id, timestamp, signature, message.body()))
                    .hasMessageContaining(timestamp);
        }
    }

    private static BookingRequest wish(String user) {
        return BookingRequest.of(user, "deluxe", TestServer.TODAY, TestServer.TODAY.plusDays(1));
    }
}
