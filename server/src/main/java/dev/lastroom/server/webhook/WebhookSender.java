package dev.lastroom.server.webhook;

import dev.lastroom.engine.webhook.Attempt;
import dev.lastroom.engine.webhook.Attempt.Reception;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.server.http.RetryAfter;
import dev.lastroom.server.webhook.WebhookAddresses.InternalAddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message to one webhook, and returns the result within a given time, whatever the receiver does.
 * Thread-safe.
 */
public final class WebhookSender implements AutoCloseable {

    /** How long an attempt may take, from resolving the host to the status. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The most connections from this server to one receiver. */
    private static final int CONNECTIONS_OF_RECEIVER_MAX = 16;

    /** The longest line of an answer, in characters. */
    private static final int ANSWER_LINE_MAX = 8 * 1024;

    private static final int ANSWER_HEADERS_MAX = 100;

    private static final TimeValue IDLE_MAX = TimeValue.ofSeconds(30);

    private static final int REDIRECTION = 3;
    private static final int HUNDRED = 100;

    private final WebhookAddresses addresses;
    private final Duration timeout;
    private final CloseableHttpClient client;

    /** The result of a message, and until when the receiver wants no other; null if it did not say. */
    public record Attempted(Attempt attempt, @Nullable Instant retryAt) {}

    /** The part of an answer that counts. */
    private record Answered(int status, @Nullable String retryAfter) {}

    /** Sends to the allowed addresses. */
    public WebhookSender(WebhookAddresses addresses) {
        this(addresses, TIMEOUT, DefaultClientTlsStrategy.createDefault());
    }

    public WebhookSender(WebhookAddresses addresses, Duration timeout, TlsSocketStrategy tls) {
        this.addresses = addresses;
        this.timeout = timeout;
        Timeout limit = Timeout.of(timeout);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setTlsSocketStrategy(tls)
                        .setMaxConnPerRoute(CONNECTIONS_OF_RECEIVER_MAX)
                        .setMaxConnTotal(CONNECTIONS_OF_RECEIVER_MAX * Webhook.COUNT_MAX)
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(ANSWER_LINE_MAX)
                                        .setMaxHeaderCount(ANSWER_HEADERS_MAX)
                                        .build())
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(limit)
                                .setSocketTimeout(limit)
                                // The receiver may have closed the connection meanwhile.
                                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(limit)
                        .setResponseTimeout(limit)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("Lastroom")
                // A receiver that may redirect could send us anywhere.
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableCookieManagement()
                .disableContentCompression()
                .evictIdleConnections(IDLE_MAX)
                .build();
    }

    /** Returns the rules for where it may send. */
    public WebhookAddresses addresses() {
        return addresses;
    }

    /** Sends a message, and waits for the status of the answer. */
    public Attempted send(Webhook webhook, WebhookMessage message, InstantSource clock) throws InterruptedException {
        HttpPost post = request(webhook, message, clock.instant());
        CompletableFuture<Answered> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("lastroom-webhook-attempt").start(() -> exchange(post, answer));
        try {
            return result(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS), now(clock));
        } catch (TimeoutException e) {
            post.abort();
            return failed(now(clock), Reception.UNANSWERED, unanswered());
        } catch (ExecutionException e) {
            return failed(now(clock), e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            post.abort();
            throw e;
        }
    }

    private static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static HttpPost request(Webhook webhook, WebhookMessage message, Instant now) {
        long timestamp = now.getEpochSecond();
        HttpPost post = new HttpPost(webhook.url());
        post.setEntity(new StringEntity(message.payload(), ContentType.APPLICATION_JSON));
        post.setHeader("webhook-id", message.id());
        post.setHeader("webhook-timestamp", Long.toString(timestamp));
        post.setHeader(
                "webhook-signature",
                webhook.secret().signing(now).stream()
                        .map(secret -> WebhookSigner.sign(secret, message.id(), timestamp, message.payload()))
                        .collect(Collectors.joining(" ")));
        return post;
    }

    private void exchange(HttpPost post, CompletableFuture<Answered> answer) {
        try (ClassicHttpResponse response = client.executeOpen(null, post, null)) {
            Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
            answer.complete(new Answered(response.getCode(), retryAfter == null ? null : retryAfter.getValue()));
            if (!isAtItsEnd(response.getEntity())) {
                // Closing would read the rest of the body.
                post.abort();
            }
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    /**
     * Takes a short body off the connection. Nobody needs a body or waits for one: a connection whose body came with
     * the headers is used again, and any other is cut off.
     */
    private static boolean isAtItsEnd(@Nullable HttpEntity body) throws IOException {
        if (body == null) {
            return true;
        }
        long length = body.getContentLength();
        int there = body.getContent().available();
        if (body.isChunked() || length < 0 || there < length) {
            return false;
        }
        byte[] _ = body.getContent().readNBytes(there + 1);
        return true;
    }

    private static Attempted result(Answered answered, Instant now) {
        int status = answered.status();
        Instant retryAt = RetryAfter.until(answered.retryAfter(), now);
        return switch (status / HUNDRED) {
            case 2 -> new Attempted(new Attempt(now, Reception.TAKEN, status, null), null);
            case REDIRECTION ->
                new Attempted(
                        new Attempt(
                                now, Reception.REFUSED, status, "status " + status + ": redirects are not followed"),
                        retryAt);
            default ->
                new Attempted(
                        new Attempt(
                                now, status == 410 ? Reception.GONE : Reception.REFUSED, status, "status " + status),
                        retryAt);
        };
    }

    private Attempted failed(Instant now, Throwable thrown) {
        return switch (thrown) {
            case InternalAddressException e -> failed(now, Reception.FORBIDDEN, String.valueOf(e.getMessage()));
            case UnknownHostException _ -> failed(now, Reception.UNREACHABLE, "the host is unknown");
            case SocketTimeoutException _ -> failed(now, Reception.UNANSWERED, unanswered());
            case ConnectException _ -> failed(now, Reception.UNREACHABLE, "the connection was refused");
            case SSLException _ ->
                failed(
                        now,
                        Reception.UNREACHABLE,
                        "TLS failed: " + thrown.getClass().getSimpleName());
            case NoHttpResponseException _, ConnectionClosedException _ ->
                failed(now, Reception.UNREACHABLE, "the connection was closed without an answer");
            default ->
                failed(
                        now,
                        Reception.UNREACHABLE,
                        "no answer: " + thrown.getClass().getSimpleName());
        };
    }

    private String unanswered() {
        return "no answer within " + timeout.toMillis() / 1e3 + " s";
    }

    private static Attempted failed(Instant now, Reception reception, String error) {
        return new Attempted(new Attempt(now, reception, null, error), null);
    }

    /** Ends attempts in progress. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
