package dev.lastroom.server.webhook;

import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.server.api.json.EventJson;
import dev.lastroom.server.http.Json;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message to a webhook. Immutable and thread-safe.
 *
 * @param id names the message, the same in every attempt
 * @param payload the body
 */
public record WebhookMessage(String id, String payload) {

    /** Makes a message about an event. */
    static WebhookMessage of(Recorded recorded) {
        return of(
                recorded.id().toString(),
                recorded.event().what().name(),
                recorded.event().at(),
                EventJson.event(recorded));
    }

    /** Makes a test message without an event, signed like the others. */
    public static WebhookMessage test(Webhook webhook, Instant now) {
        return of(
                "test-" + UUID.randomUUID(),
                "webhook.test",
                now,
                Json.object().put("webhookId", webhook.id().toString()));
    }

    private static WebhookMessage of(String id, String type, Instant at, ObjectNode data) {
        return new WebhookMessage(
                id,
                Json.object()
                        .put("type", type)
                        .put("timestamp", at.toString())
                        .set("data", data)
                        .toString());
    }
}
