package dev.lastroom.server.http;

import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.webhook.Webhook;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends one event to one webhook. Thread-safe. */
final class WebhookSender implements AutoCloseable {

    /** How long a receiver may take. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            // Who is sent elsewhere by a receiver could be sent anywhere.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * Sends it, and waits for the answer.
     *
     * @return what went wrong; null if it was taken, with a status of 2xx
     */
    @Nullable
    String send(Webhook webhook, Recorded recorded, Instant now) throws InterruptedException {
        String id = recorded.id().toString();
        String payload = payload(recorded);
        long timestamp = now.getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(webhook.url())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Lastroom")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", WebhookSigner.sign(webhook.secret(), id, timestamp, payload))
                .POST(BodyPublishers.ofString(payload))
                .build();
        CompletableFuture<HttpResponse<Void>> sent = client.sendAsync(request, BodyHandlers.discarding());
        try {
            // The request's own timeout ends with the headers of the answer; a body may still drip for ever.
            int status = sent.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return status >= 200 && status < 300 ? null : "status " + status;
        } catch (TimeoutException e) {
            return "no answer within " + TIMEOUT.toSeconds() + " s";
        } catch (ExecutionException e) {
            return String.valueOf(
                    e.getCause() == null ? e : e.getCause().getClass().getSimpleName());
        } finally {
            sent.cancel(true);
        }
    }

    private static String payload(Recorded recorded) {
        return Json.object()
                .put("type", recorded.event().what().name())
                .put("timestamp", recorded.event().at().toString())
                .set("data", EventJson.event(recorded))
                .toString();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
