package dev.lastroom.server.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.webhook.Attempt.Reception;
import dev.lastroom.engine.webhook.EventFilter;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.server.testing.RawReceiver;
import dev.lastroom.server.webhook.WebhookSender.Attempted;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One attempt, with receivers that misbehave in every way. */
@Timeout(60)
class WebhookSenderTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");
    private static final Duration SHORT = Duration.ofMillis(500);

    private final CountDownLatch end = new CountDownLatch(1);
    private final RawReceiver receiver = new RawReceiver();
    private final WebhookSender sender = new WebhookSender(new WebhookAddresses(true));

    @AfterEach
    void stop() {
        end.countDown();
        sender.close();
        receiver.close();
    }

    private static Webhook webhook(String url) {
        return Webhook.of(
                UUID.randomUUID(), URI.create(url), WebhookSigner.newSecret(), EventFilter.ALL, NOW, EventId.START);
    }

    private static Attempted send(WebhookSender by, String url) throws InterruptedException {
        Webhook webhook = webhook(url);
        return by.send(webhook, WebhookMessage.test(webhook, NOW), () -> NOW);
    }

    private Attempted send() throws InterruptedException {
        return send(sender, receiver.url());
    }

    private static WebhookSender impatient(WebhookAddresses addresses) {
        return new WebhookSender(addresses, SHORT, DefaultClientTlsStrategy.createDefault());
    }

    private static void assertFailed(Attempted attempted, Reception reception, String error) {
        assertThat(attempted.attempt().reception()).isEqualTo(reception);
        assertThat(attempted.attempt().error()).isEqualTo(error);
        assertThat(attempted.attempt().isTaken()).isFalse();
    }

    @Test
    void aMessageIsSignedAndPlain() throws Exception {
        Webhook webhook = webhook(receiver.url());
        WebhookMessage message = WebhookMessage.test(webhook, NOW);
        assertThat(sender.send(webhook, message, () -> NOW).attempt().reception())
                .isEqualTo(Reception.TAKEN);
        String request = receiver.next();
        assertThat(request).startsWith("POST /hook?token=t0ken HTTP/1.1\n");
        assertThat(RawReceiver.body(request)).isEqualTo(message.payload());
        assertThat(RawReceiver.header(request, "content-type")).startsWith("application/json");
        assertThat(RawReceiver.header(request, "user-agent")).isEqualTo("Lastroom");
        assertThat(RawReceiver.header(request, "webhook-id")).isEqualTo(message.id());
        assertThat(RawReceiver.header(request, "webhook-signature"))
                .isEqualTo(WebhookSigner.sign(
                        webhook.secret().current(), message.id(), NOW.getEpochSecond(), message.payload()));
        assertThat(request.lines().takeWhile(line -> !line.isEmpty()).map(line -> line.replaceFirst(":.*", "")))
                .as("no header that reveals more or asks for more")
                .doesNotContain("Accept-Encoding", "Upgrade", "Cookie", "Expect");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void aStatusOf2xxTakesTheEvent(int status) throws Exception {
        receiver.answers("HTTP/1.1 " + status + " Fine", "Content-Length: 0", "");
        assertThat(send().attempt().status()).isEqualTo(status);
        assertThat(send().attempt().isTaken()).isTrue();
    }

    @Test
    void theStatusCountsEvenIfTheBodyTrickles() throws Exception {
        receiver.reacts(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n.".getBytes(ISO_8859_1));
            out.flush();
            end.await();
        });
        long began = System.nanoTime();
        assertThat(send().attempt().reception()).isEqualTo(Reception.TAKEN);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("the sender does not wait for the body")
                .isLessThan(WebhookSender.TIMEOUT);
    }

    @Test
    void theStatusCountsEvenIfTheBodyIsHuge() throws Exception {
        AtomicInteger written = new AtomicInteger();
        CountDownLatch cutOff = new CountDownLatch(1);
        receiver.reacts(out -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(ISO_8859_1);
            try {
                while (true) {
                    out.write(chunk);
                    written.addAndGet(chunk.length);
                }
            } finally {
                cutOff.countDown();
            }
        });
        assertThat(send().attempt().reception()).isEqualTo(Reception.TAKEN);
        cutOff.await();
        assertThat(written.get())
                .as("at most what fits the buffers of two sockets")
                .isLessThan(64 * 1024 * 1024);
    }

    @Test
    void aReceiverThatNeverEndsItsHeadersIsGivenUpAtTheDeadline() throws Exception {
        receiver.reacts(out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1));
            while (end.getCount() > 0) {
                out.write("x: y\r\n".getBytes(ISO_8859_1));
                out.flush();
                // A client that waits for each line separately would wait for ever.
                boolean _ = end.await(SHORT.toMillis() / 10, TimeUnit.MILLISECONDS);
            }
        });
        try (WebhookSender impatient = impatient(new WebhookAddresses(true))) {
            assertFailed(send(impatient, receiver.url()), Reception.UNANSWERED, "no answer within 0.5 s");
        }
    }

    @Test
    void aSilentReceiverIsGivenUpAtTheDeadline() throws Exception {
        receiver.reacts(_ -> end.await());
        try (WebhookSender impatient = impatient(new WebhookAddresses(true))) {
            assertFailed(send(impatient, receiver.url()), Reception.UNANSWERED, "no answer within 0.5 s");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreReportedAndNotFollowed(int status) throws Exception {
        try (RawReceiver elsewhere = new RawReceiver()) {
            receiver.answers(
                    "HTTP/1.1 " + status + " Elsewhere", "Location: " + elsewhere.url(), "Content-Length: 0", "");
            assertFailed(send(), Reception.REFUSED, "status " + status + ": redirects are not followed");
            assertThat(elsewhere.connected).hasValue(0);
        }
    }

    @Test
    void goneIsASeparateOutcome() throws Exception {
        receiver.answers("HTTP/1.1 410 Gone", "Content-Length: 0", "");
        assertFailed(send(), Reception.GONE, "status 410");
    }

    @Test
    void retryAfterIsHonoured() throws Exception {
        receiver.answers("HTTP/1.1 503 Later", "Retry-After: 90", "Content-Length: 0", "");
        Attempted attempted = send();
        assertFailed(attempted, Reception.REFUSED, "status 503");
        assertThat(attempted.retryAt()).isEqualTo(NOW.plusSeconds(90));
    }

    @Test
    void connectionsAreReusedUnlessTheReceiverHasClosedThem() throws Exception {
        receiver.answers("HTTP/1.1 200 OK", "Content-Length: 2", "", "ok").answers("HTTP/1.1 204 Fine", "");
        for (int i = 0; i < 5; i++) {
            assertThat(send().attempt().isTaken()).isTrue();
        }
        assertThat(receiver.connected).hasValue(1);

        receiver.reacts(out -> {
            out.write(RawReceiver.TAKEN.getBytes(ISO_8859_1));
            out.close();
        });
        for (int i = 0; i < 5; i++) {
            assertThat(send().attempt().isTaken()).as("attempt %d", i).isTrue();
        }
    }

    @Test
    void aMissingAnswerIsNamed() throws Exception {
        receiver.reacts(OutputStream::close);
        assertFailed(send(), Reception.UNREACHABLE, "the connection was closed without an answer");
        receiver.answers("HTTP/1.1 200 OK", "x: " + "y".repeat(10_000), "");
        assertFailed(send(), Reception.UNREACHABLE, "no answer: MessageConstraintException");
        assertFailed(
                send(sender, "http://127.0.0.1:" + closedPort() + "/"),
                Reception.UNREACHABLE,
                "the connection was refused");
        WebhookAddresses unknown = new WebhookAddresses(false, host -> {
            throw new UnknownHostException(host);
        });
        try (WebhookSender lost = new WebhookSender(unknown)) {
            assertFailed(send(lost, "http://nowhere.example/"), Reception.UNREACHABLE, "the host is unknown");
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void ipv6AddressesWorkToo() throws Exception {
        try (RawReceiver six = new RawReceiver(InetAddress.ofLiteral("::1"))) {
            String url = "http://[::1]:" + six.port() + "/";
            assertThat(send(sender, url).attempt().isTaken()).isTrue();
            try (WebhookSender strict = new WebhookSender(new WebhookAddresses(false))) {
                assertThat(send(strict, url).attempt().reception()).isEqualTo(Reception.FORBIDDEN);
            }
        }
    }

    /** Resolves a name that is public when the webhook is added, and internal when an event is sent. */
    private WebhookAddresses rebinding(boolean allowInternal, AtomicInteger asked) {
        return new WebhookAddresses(allowInternal, _ ->
                new InetAddress[] {InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "1.1.1.1" : "127.0.0.1")});
    }

    @Test
    void aNameThatLeadsInsideLaterIsNotFollowed() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        WebhookAddresses addresses = rebinding(false, asked);
        String url = "http://hooks.example:" + receiver.port() + "/";
        addresses.check(URI.create(url));
        try (WebhookSender strict = impatient(addresses)) {
            assertFailed(
                    send(strict, url),
                    Reception.FORBIDDEN,
                    "the address 127.0.0.1 of hooks.example is internal, and the setting webhooks.allowPrivate does not"
                            + " allow internal addresses");
        }
        assertThat(asked).as("nothing else resolves the name").hasValue(2);
        assertThat(receiver.connected).hasValue(0);
    }

    @Test
    void negativeControlTheSameNameIsFollowedIfInternalAddressesAreAllowed() throws Exception {
        AtomicInteger asked = new AtomicInteger(1);
        try (WebhookSender open = impatient(rebinding(true, asked))) {
            assertThat(send(open, "http://hooks.example:" + receiver.port() + "/")
                            .attempt()
                            .isTaken())
                    .isTrue();
        }
        assertThat(RawReceiver.header(receiver.next(), "host")).isEqualTo("hooks.example:" + receiver.port());
    }
}
