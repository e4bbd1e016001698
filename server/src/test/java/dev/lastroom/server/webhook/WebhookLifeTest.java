package dev.lastroom.server.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.webhook.EventFilter;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.api.WebhookEndpoints;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.LogLines;
import dev.lastroom.server.testing.RawReceiver;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The condition of webhooks is visible, logged and acted on. They can be changed, tested, disabled and enabled. */
@Timeout(60)
class WebhookLifeTest {

    private static final String UNKNOWN = "/v1/webhooks/0199f3a2-7c41-7d52-9f0e-3b6a1c5d8e90";

    private final RawReceiver receiver = new RawReceiver();
    private final RawReceiver other = new RawReceiver();
    private final List<WebhookDeliverer> deliverers = new ArrayList<>();
    private final LogLines log = new LogLines(WebhookRounds.class.getName());
    private TestService service;
    private int nights;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
    }

    @AfterEach
    void stop() {
        deliverers.forEach(WebhookDeliverer::close);
        service.close();
        receiver.close();
        other.close();
        log.close();
    }

    private void deliver() {
        deliverers.add(new WebhookDeliverer(service.engine, service.sender, service.registry));
    }

    private static String request(String url, String more) {
        return "{\"url\": \"" + url + "\"" + more + "}";
    }

    /** Adds a webhook and returns its path. */
    private String add(RawReceiver to, String more) {
        return "/v1/webhooks/"
                + service.post("/v1/webhooks", request(to.url(), more))
                        .hasStatus(201)
                        .at("/webhookId");
    }

    private String book() {
        nights++;
        String stay = TestService.booking(
                "anna", TestService.TODAY.plusDays(nights) + "", TestService.TODAY.plusDays(nights + 1) + "");
        return service.post("/v1/bookings", stay).hasStatus(201).at("/bookingId");
    }

    /** Waits for what the deliverer writes after it has its answer. */
    private Reply await(String path, String pointer, String value) {
        Reply reply = service.get(path).hasStatus(200);
        while (!reply.at(pointer).equals(value)) {
            Thread.onSpinWait();
            reply = service.get(path).hasStatus(200);
        }
        return reply;
    }

    private void awaitMetric(String line) {
        while (!service.get("/metrics").text().contains(line + "\n")) {
            Thread.onSpinWait();
        }
    }

    /** Another webhook receives a new event, so the deliverer has looked at all webhooks. */
    private void awaitAnotherLook() throws InterruptedException {
        String booking = book();
        while (!other.next().contains(booking)) {
            Thread.onSpinWait();
        }
    }

    /** Returns the warnings about this webhook only, since other tests run at the same time. */
    private List<ILoggingEvent> warnings(String webhook) {
        String id = webhook.substring(webhook.lastIndexOf('/') + 1);
        return log.all().stream()
                .filter(line -> line.getLevel() == Level.WARN
                        && line.getFormattedMessage().contains(id))
                .toList();
    }

    @Test
    void failingShowsInTheApiAndTheMetricsAndIsLoggedOnceUntilItEnds() throws Exception {
        String webhook = add(receiver, "");
        Reply fresh = service.get(webhook).hasStatus(200);
        for (String field : List.of("/lastAttempt", "/failingSince", "/nextTryAt", "/pendingSince")) {
            assertThat(fresh.at(field)).isEqualTo("null");
        }
        receiver.answers("HTTP/1.1 500 Broken", "Content-Length: 0", "");
        deliver();
        book();
        Reply failing = await(webhook, "/failingSince", TestService.NOW.toString());
        assertThat(failing.at("/lastAttempt/status")).isEqualTo("500");
        assertThat(failing.at("/lastAttempt/outcome")).isEqualTo("REFUSED");
        assertThat(failing.at("/lastAttempt/error")).isEqualTo("status 500");
        assertThat(failing.at("/lastAttempt/at")).isEqualTo(TestService.NOW.toString());
        assertThat(failing.at("/nextTryAt"))
                .isEqualTo(TestService.NOW.plusSeconds(5).toString());
        assertThat(failing.at("/pending")).isEqualTo("1");
        assertThat(failing.at("/pendingSince")).isEqualTo(TestService.NOW.toString());
        assertThat(failing.at("/deadLetters")).isEqualTo("0");
        book();
        awaitMetric("lastroom_webhook_attempts_total{outcome=\"refused\"} 2.0");
        service.pass(Duration.ofSeconds(3));
        awaitMetric("lastroom_webhooks{state=\"failing\"} 1.0");
        awaitMetric("lastroom_webhooks{state=\"ok\"} 0.0");

        receiver.answers("HTTP/1.1 204 Fine", "");
        service.pass(Duration.ofSeconds(2));
        await(webhook, "/pending", "0");
        Reply well = await(webhook, "/failingSince", "null");
        assertThat(well.at("/lastAttempt/outcome")).isEqualTo("TAKEN");
        assertThat(well.at("/lastAttempt/status")).isEqualTo("204");
        awaitMetric("lastroom_webhooks{state=\"failing\"} 0.0");
        assertThat(warnings(webhook)).hasSize(2);
        String id = webhook.substring(webhook.lastIndexOf('/') + 1);
        assertThat(warnings(webhook).getFirst().getFormattedMessage())
                .isEqualTo("webhook " + id + " at 127.0.0.1 is failing: status 500;"
                        + " events that it does not take are sent again");
        assertThat(warnings(webhook).getLast().getFormattedMessage())
                .isEqualTo("webhook " + id + " at 127.0.0.1 takes events again; it had been failing since "
                        + TestService.NOW);
    }

    @Test
    void howLongTheOldestEventWaitsIsMeasured() {
        add(receiver, "");
        book();
        service.pass(Duration.ofMinutes(5));
        receiver.answers("HTTP/1.1 500 Broken", "Content-Length: 0", "");
        deliver();
        awaitMetric("lastroom_webhook_pending_age_seconds 300.0");
    }

    @Test
    void goneEndsAWebhookUntilAnAdminEnablesItAgain() throws Exception {
        String webhook = add(receiver, "");
        add(other, "");
        receiver.answers("HTTP/1.1 410 Gone", "Content-Length: 0", "");
        deliver();
        String first = book();
        Reply gone = await(webhook, "/enabled", "false");
        assertThat(gone.at("/disabledReason")).isEqualTo("GONE");
        assertThat(gone.at("/disabledAt")).isEqualTo(TestService.NOW.toString());
        assertThat(gone.at("/nextTryAt")).isEqualTo("null");
        assertThat(gone.at("/pending")).isEqualTo("1");
        assertThat(receiver.next()).contains(first);
        assertThat(warnings(webhook))
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .contains("is disabled: status 410", "until an admin enables it"));
        awaitMetric("lastroom_webhooks{state=\"disabled\"} 1.0");

        service.pass(Duration.ofHours(1));
        awaitAnotherLook();
        awaitAnotherLook();
        assertThat(receiver.waiting())
                .as("nothing is sent while it is disabled")
                .isZero();

        receiver.answers("HTTP/1.1 204 Fine", "");
        assertThat(service.patch(webhook, "{\"enabled\": true}").hasStatus(200).at("/enabled"))
                .isEqualTo("true");
        assertThat(receiver.next() + receiver.next() + receiver.next())
                .as("nothing is lost")
                .contains(first);
        await(webhook, "/pending", "0");
    }

    @Test
    void aReceiverThatAsksForAPauseGetsIt() throws Exception {
        String webhook = add(receiver, "");
        add(other, "");
        receiver.answers("HTTP/1.1 429 Slow down", "Retry-After: 120", "Content-Length: 0", "");
        deliver();
        book();
        receiver.next();
        await(webhook, "/nextTryAt", TestService.NOW.plusSeconds(120).toString());
        receiver.answers("HTTP/1.1 204 Fine", "");
        service.pass(Duration.ofSeconds(119));
        awaitAnotherLook();
        awaitAnotherLook();
        assertThat(receiver.waiting()).isZero();

        service.pass(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            receiver.next();
        }
        await(webhook, "/pending", "0");
    }

    @Test
    void onlyTheWantedTypesAreSent() throws Exception {
        String webhook = add(receiver, ", \"types\": [\"booking.cancelled\"]");
        deliver();
        String booking = book();
        book();
        service.post("/v1/bookings/" + booking + "/cancel", "{\"userId\": \"anna\"}")
                .hasStatus(200);
        assertThat(RawReceiver.body(receiver.next()))
                .contains("\"type\":\"booking.cancelled\"")
                .contains(booking);
        book();
        EventId last =
                EventId.parse(service.get("/v1/events?limit=200").hasStatus(200).at("/nextCursor"));
        // Events that are passed over are recorded after a while, not at once, and without another event.
        while (told(webhook).compareTo(last) < 0) {
            String age = pendingAge();
            service.pass(Duration.ofSeconds(10));
            while (pendingAge().equals(age) && told(webhook).compareTo(last) < 0) {
                Thread.onSpinWait();
            }
        }
        assertThat(receiver.waiting()).isZero();
    }

    private EventId told(String webhook) {
        return EventId.parse(service.get(webhook).hasStatus(200).at("/told"));
    }

    /** Returns a metric that changes with each look of the deliverer, while an event waits and time passes. */
    private String pendingAge() {
        return service.get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("lastroom_webhook_pending_age_seconds "))
                .findFirst()
                .orElse("");
    }

    @Test
    void onlyEventsOfTheWantedPropertiesAreSent() throws Exception {
        add(receiver, ", \"propertyIds\": [\"porto\"]");
        deliver();
        book();
        service.put("/v1/properties/porto", """
                {"name": "Porto", "timeZone": "Europe/Lisbon", "currency": "EUR"}""").hasStatus(201);
        service.put("/v1/room-types/twin", """
                {"propertyId": "porto", "name": "Twin", "totalRooms": 2, "pricePerNight": 9000}""").hasStatus(201);
        service.put("/v1/room-types/twin/inventory", "{\"from\": \"2027-02-01\", \"to\": \"2027-02-03\"}")
                .hasStatus(200);
        book();
        service.post(
                        "/v1/bookings",
                        TestService.booking("ben", "2027-02-01", "2027-02-02").replace("deluxe", "twin"))
                .hasStatus(201);
        List<String> types = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            types.add(RawReceiver.body(receiver.next()).replaceAll("^\\{\"type\":\"([a-z_.]+)\".*", "$1"));
        }
        assertThat(types)
                .containsExactlyInAnyOrder("property.saved", "room_type.saved", "inventory.changed", "booking.booked");
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void aRotatedSecretSignsAlongsideTheOldOneForAWhile() throws Exception {
        Reply added = service.post("/v1/webhooks", request(receiver.url(), "")).hasStatus(201);
        String webhook = "/v1/webhooks/" + added.at("/webhookId");
        String old = added.at("/secret");
        Reply rotated = service.post(webhook + "/rotate-secret", "").hasStatus(200);
        String fresh = rotated.at("/secret");
        assertThat(fresh).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(old);
        assertThat(rotated.at("/previousSecretUntil"))
                .isEqualTo(TestService.NOW.plus(Duration.ofHours(24)).toString());
        assertThat(service.get("/v1/webhooks").text()).doesNotContain(old, fresh);

        assertThat(signaturesOfATest(webhook, fresh, old)).isEqualTo(2);
        service.pass(Duration.ofHours(24));
        assertThat(signaturesOfATest(webhook, fresh)).isEqualTo(1);
        assertThat(service.get(webhook).json().has("previousSecretUntil")).isFalse();

        String third = service.post(webhook + "/rotate-secret", "{\"overlap\": \"PT0S\"}")
                .hasStatus(200)
                .at("/secret");
        assertThat(signaturesOfATest(webhook, third)).isEqualTo(1);
        for (String overlap : List.of("PT169H", "-PT1S", "1d", "")) {
            service.post(webhook + "/rotate-secret", "{\"overlap\": \"" + overlap + "\"}")
                    .isProblemOf(ErrorCode.VALIDATION_FAILED, "overlap");
        }
        service.post(webhook + "/rotate-secret", "{\"overlap\": \"PT168H\"}").hasStatus(200);
        service.post(UNKNOWN + "/rotate-secret", "{}").isProblem(ErrorCode.WEBHOOK_NOT_FOUND);
    }

    /** Returns the number of signatures, all of which must be by these secrets in this order. */
    private int signaturesOfATest(String webhook, String... secrets) throws InterruptedException {
        service.post(webhook + "/test", "").hasStatus(200);
        String request = receiver.next();
        String[] signatures = RawReceiver.header(request, "webhook-signature").split(" ", -1);
        for (int i = 0; i < secrets.length; i++) {
            assertThat(signatures[i])
                    .isEqualTo(WebhookSigner.sign(
                            secrets[i],
                            RawReceiver.header(request, "webhook-id"),
                            Long.parseLong(RawReceiver.header(request, "webhook-timestamp")),
                            RawReceiver.body(request)));
        }
        return signatures.length;
    }

    @Test
    void aTestMessageIsSentAtOnceAndItsAnswerShown() throws Exception {
        String webhook = add(receiver, "");
        service.patch(webhook, "{\"enabled\": false}").hasStatus(200);
        Reply taken = service.post(webhook + "/test", "{}").hasStatus(200);
        assertThat(taken.at("/outcome")).isEqualTo("TAKEN");
        assertThat(taken.at("/status")).isEqualTo("204");
        String request = receiver.next();
        assertThat(RawReceiver.header(request, "webhook-id"))
                .isEqualTo(taken.at("/messageId"))
                .startsWith("test-");
        assertThat(RawReceiver.body(request)).startsWith("{\"type\":\"webhook.test\",\"timestamp\":\"2027-01-10T12:00");

        receiver.answers("HTTP/1.1 401 Who", "Content-Length: 0", "");
        Reply refused = service.post(webhook + "/test", "").hasStatus(200);
        assertThat(refused.at("/outcome")).isEqualTo("REFUSED");
        assertThat(refused.at("/error")).isEqualTo("status 401");
        assertThat(service.get(webhook).at("/lastAttempt"))
                .as("a test message is no event")
                .isEqualTo("null");
        service.post(UNKNOWN + "/test", "").isProblem(ErrorCode.WEBHOOK_NOT_FOUND);
    }

    @Test
    void testMessagesInProgressAreLimited() throws Exception {
        String webhook = add(receiver, "");
        CountDownLatch answer = new CountDownLatch(1);
        receiver.reacts(out -> {
            answer.await();
            out.write(RawReceiver.TAKEN.getBytes(US_ASCII));
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> tests = new ArrayList<>();
            for (int i = 0; i < WebhookEndpoints.TESTS_AT_ONCE_MAX; i++) {
                tests.add(threads.submit(() -> service.post(webhook + "/test", "")));
                receiver.next();
            }
            service.post(webhook + "/test", "").isProblem(ErrorCode.OVERLOADED);
            answer.countDown();
            for (Future<Reply> test : tests) {
                assertThat(test.get().hasStatus(200).at("/outcome")).isEqualTo("TAKEN");
            }
        }
        service.post(webhook + "/test", "").hasStatus(200);
    }

    @Test
    void theSameRequestWithTheSameKeyAddsOneWebhook() {
        String body = request(receiver.url(), ", \"types\": [\"booking.booked\"]");
        Reply first =
                service.post("/v1/webhooks", body, "Idempotency-Key", "k1").hasStatus(201);
        assertThat(first.at("/isFromCache")).isEqualTo("false");
        Reply again =
                service.post("/v1/webhooks", body, "Idempotency-Key", "k1").hasStatus(200);
        assertThat(again.at("/webhookId")).isEqualTo(first.at("/webhookId"));
        assertThat(again.at("/isFromCache")).isEqualTo("true");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.at("/secret"))
                .as("a caller without the answer needs it")
                .isEqualTo(first.at("/secret"));
        service.post("/v1/webhooks", request(other.url(), ""), "Idempotency-Key", "k1")
                .isProblem(ErrorCode.IDEMPOTENCY_CONFLICT);

        service.pass(WebhookEndpoints.SECRET_SHOWN_FOR);
        Reply late = service.post("/v1/webhooks", body, "Idempotency-Key", "k1").hasStatus(200);
        assertThat(late.json().has("secret")).isFalse();
        assertThat(service.get("/v1/webhooks").json().get("webhooks")).hasSize(1);
        service.post("/v1/webhooks", body).hasStatus(201);
        assertThat(service.get("/v1/webhooks").json().get("webhooks")).hasSize(2);
    }

    @Test
    void theNumberOfWebhooksHasALimit() {
        for (int i = 0; i < Webhook.COUNT_MAX; i++) {
            add(receiver, "");
        }
        Reply full =
                service.post("/v1/webhooks", request(receiver.url(), "")).isProblem(ErrorCode.WEBHOOK_LIMIT_REACHED);
        assertThat(full.at("/details/webhooksMax")).isEqualTo("50");
    }

    @Test
    void onlyTheGivenFieldsAreChanged() throws Exception {
        String webhook = add(receiver, ", \"types\": [\"booking.booked\"], \"propertyIds\": [\"lisbon\"]");
        Reply changed = service.patch(webhook, request(other.url(), "")).hasStatus(200);
        assertThat(changed.at("/url")).isEqualTo(other.url());
        assertThat(changed.at("/types/0")).isEqualTo("booking.booked");
        assertThat(changed.at("/propertyIds/0")).isEqualTo("lisbon");
        deliver();
        String booking = book();
        assertThat(other.next()).contains(booking);
        assertThat(receiver.connected).hasValue(0);

        assertThat(service.patch(webhook, "{\"types\": []}").hasStatus(200).at("/types"))
                .isEqualTo("[]");
        service.patch(webhook, "{\"types\": [\"booking.boked\"]}").isProblemOf(ErrorCode.VALIDATION_FAILED, "types[0]");
        service.patch(webhook, "{\"propertyIds\": [\"no id\"]}")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "propertyIds[0]");
        service.patch(webhook, "{\"url\": \"ftp://x/\"}").isProblemOf(ErrorCode.VALIDATION_FAILED, "url");
        service.patch(webhook, properties(EventFilter.PROPERTIES_MAX)).hasStatus(200);
        service.patch(webhook, properties(EventFilter.PROPERTIES_MAX + 1))
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "propertyIds");
        service.patch(UNKNOWN, "{}").isProblem(ErrorCode.WEBHOOK_NOT_FOUND);
        service.get(UNKNOWN).isProblem(ErrorCode.WEBHOOK_NOT_FOUND);
    }

    private static String properties(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"p" + i + "\"")
                .toList()
                .toString()
                .transform(list -> "{\"propertyIds\": " + list + "}");
    }

    @Test
    void internalAddressesAreRefusedIfTheSettingSaysSo(@TempDir Path folder) {
        WebhookSender strict = new WebhookSender(new WebhookAddresses(false));
        try (TestService closed = new TestService(
                TestService.sqlite(folder), TestService.SETTINGS, Keyring.open(), EngineSettings.DEFAULT, strict)) {
            for (String host : List.of("127.0.0.1:1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]", "localhost")) {
                Reply refused = closed.post("/v1/webhooks", request("http://" + host + "/", ""))
                        .isProblemOf(ErrorCode.VALIDATION_FAILED, "url");
                assertThat(refused.at("/message")).contains("webhooks.allowPrivate");
            }
            String webhook = "/v1/webhooks/"
                    + closed.post("/v1/webhooks", request("https://hooks.invalid/", ""))
                            .hasStatus(201)
                            .at("/webhookId");
            closed.patch(webhook, request(receiver.url(), "")).isProblemOf(ErrorCode.VALIDATION_FAILED, "url");
        }
    }
}
