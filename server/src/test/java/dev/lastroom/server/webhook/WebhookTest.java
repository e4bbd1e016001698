package dev.lastroom.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Webhooks, with a receiver that is a separate server. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class WebhookTest {

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private final List<WebhookDeliverer> deliverers = new ArrayList<>();
    private HttpServer receiver;
    private TestService service;

    private record Received(String id, String timestamp, String signature, String body) {}

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int answer = status.get();
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
            received.add(new Received(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    new String(body, StandardCharsets.UTF_8)));
        });
        receiver.start();
        service = TestService.on(folder).withHotel(3);
    }

    @AfterEach
    void stop() {
        deliverers.forEach(WebhookDeliverer::close);
        service.close();
        receiver.stop(0);
    }

    private Reply addWebhook() {
        return service.post(
                        "/v1/webhooks",
                        "{\"url\": \"http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook\"}")
                .hasStatus(201);
    }

    private void deliver() {
        deliverers.add(new WebhookDeliverer(service.engine, service.sender, new SimpleMeterRegistry()));
    }

    private String book(String user) {
        return service.post("/v1/bookings", TestService.booking(user, "2027-01-15", "2027-01-17"))
                .hasStatus(201)
                .at("/bookingId");
    }

    private Received next() throws InterruptedException {
        Received next = received.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    /** Waits for what the deliverer writes after it has its answer. */
    private void await(String path, String pointer, String value) {
        while (!service.get(path).hasStatus(200).at(pointer).equals(value)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theSignatureFollowsTheSpecification() {
        assertThat(WebhookSigner.sign(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void eventsAreSentSigned() throws Exception {
        String secret = addWebhook().at("/secret");
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        deliver();
        String booking = book("anna");
        Received event = next();
        assertThat(event.body())
                .startsWith("{\"type\":\"booking.booked\",\"timestamp\":\"")
                .contains(booking);
        assertThat(event.signature())
                .isEqualTo(WebhookSigner.sign(secret, event.id(), Long.parseLong(event.timestamp()), event.body()));
        assertThat(Long.parseLong(event.timestamp())).isEqualTo(TestService.NOW.getEpochSecond());
        await("/v1/webhooks", "/webhooks/0/told", event.id());
        assertThat(service.get("/v1/webhooks").text()).doesNotContain(secret, "secret");
    }

    @Test
    void anEventNotTakenIsSentAgainForThreeDaysAndThenOnlyOnRequest() throws Exception {
        String id = addWebhook().at("/webhookId");
        String letters = "/v1/webhooks/" + id + "/dead-letters";
        status.set(500);
        deliver();
        book("anna");
        Received first = next();
        status.set(204);
        book("ben");
        assertThat(next().id()).as("a failure delays no other event").isNotEqualTo(first.id());

        status.set(500);
        Duration total = Duration.ZERO;
        for (Duration pause : List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10),
                Duration.ofHours(14),
                Duration.ofHours(20),
                Duration.ofHours(24))) {
            service.pass(pause);
            total = total.plus(pause);
            assertThat(next().id()).isEqualTo(first.id());
            awaitRetryIsNoted(id);
        }
        assertThat(total).isGreaterThan(Duration.ofDays(3));
        await(letters, "/deadLetters/0/attempts", "10");
        Reply dead = service.get(letters);
        assertThat(dead.at("/deadLetters/0/eventId")).isEqualTo(first.id());
        assertThat(dead.at("/deadLetters/0/error")).isEqualTo("status 500");

        status.set(204);
        assertThat(service.post("/v1/webhooks/" + id + "/replay", "{}")
                        .hasStatus(200)
                        .at("/replayed"))
                .isEqualTo("1");
        assertThat(next().id()).isEqualTo(first.id());
        await(letters, "/deadLetters", "[]");
    }

    /** Until it is recorded, passing time would make the same attempt due again. */
    private void awaitRetryIsNoted(String webhookId) {
        while (!service.engine
                .webhooks()
                .due(UUID.fromString(webhookId), service.engine.now(), 1)
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void allEventsFromOneOnCanBeSentAgain() throws Exception {
        String id = addWebhook().at("/webhookId");
        deliver();
        book("anna");
        String event = next().id();
        await("/v1/webhooks", "/webhooks/0/told", event);
        service.post("/v1/webhooks/" + id + "/replay", "{\"after\": \"0-0\"}").hasStatus(200);
        List<String> again = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            again.add(next().id());
        }
        assertThat(again).doesNotHaveDuplicates().contains(event);
    }

    @Test
    void oneOfSeveralServersDeliversAndAnotherTakesOverWhenItStops() throws Exception {
        addWebhook();
        deliver();
        book("anna");
        Received first = next();
        await("/v1/webhooks", "/webhooks/0/told", first.id());
        deliver();
        book("ben");
        Received second = next();
        await("/v1/webhooks", "/webhooks/0/told", second.id());
        deliverers.removeFirst().close();
        book("cyd");
        Received third = next();
        await("/v1/webhooks", "/webhooks/0/told", third.id());
        assertThat(List.of(first.id(), second.id(), third.id())).doesNotHaveDuplicates();
        assertThat(received).isEmpty();
    }

    @Test
    void aUrlIsHttpOrHttpsAndNothingElse() {
        for (String url : List.of("ftp://x/", "file:///etc/passwd", "http://u:p@x/", "https://", "x", "http://x/#y")) {
            service.post("/v1/webhooks", "{\"url\": \"" + url + "\"}").isProblemOf(ErrorCode.VALIDATION_FAILED, "url");
        }
        service.get("/v1/webhooks/0199f3a2-7c41-7d52-9f0e-3b6a1c5d8e90/dead-letters")
                .isProblem(ErrorCode.WEBHOOK_NOT_FOUND);
    }
}
