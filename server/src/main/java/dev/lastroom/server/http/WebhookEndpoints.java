package dev.lastroom.server.http;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.EventId;
import dev.lastroom.engine.booking.Uuids;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.webhook.FailedDelivery;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.engine.webhook.WebhookStore;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The set-up of webhooks, and what they have not taken. Thread-safe. */
final class WebhookEndpoints {

    private final BookingEngine engine;

    WebhookEndpoints(BookingEngine engine) {
        this.engine = engine;
    }

    private WebhookStore webhooks() {
        return engine.webhooks();
    }

    /** Makes one that is told of what happens from now on, or from an event on; only this answer has its secret. */
    Answer add(Call call) {
        JsonFields fields = call.body("url", "after");
        URI url = fields.text("url", Webhook::checkUrl);
        EventId after = fields.optionalText("after", EventId::parse);
        Webhook webhook = new Webhook(
                UUID.randomUUID(),
                url,
                WebhookSigner.newSecret(),
                engine.now().truncatedTo(ChronoUnit.MICROS),
                after == null ? engine.read().lastEvent() : after);
        if (!webhooks().add(webhook)) {
            throw Problem.invalid("url", "would be one too many: there are " + Webhook.COUNT_MAX + " webhooks")
                    .exception();
        }
        return Answer.json(201, json(webhook).put("secret", webhook.secret()))
                .with("Location", "/v1/webhooks/" + webhook.id());
    }

    Answer list(Call call) {
        call.query();
        ObjectNode json = Json.object();
        json.putArray("webhooks")
                .addAll(webhooks().all().stream().map(WebhookEndpoints::json).toList());
        return Answer.ok(json);
    }

    Answer remove(Call call) {
        call.query();
        Webhook webhook = find(call);
        webhooks().remove(webhook.id());
        return Answer.ok(json(webhook));
    }

    /** What is not sent any more by itself. */
    Answer deadLetters(Call call) {
        QueryFields query = call.query("after", "limit");
        EventId after = query.optionalText("after", EventId::parse);
        int limit = query.integer("limit", 1, Page.LIMIT_MAX, Page.LIMIT_DEFAULT);
        List<FailedDelivery> oneMore =
                webhooks().dead(find(call).id(), after == null ? EventId.START : after, limit + 1);
        Page<FailedDelivery> page =
                Page.of(oneMore, limit, letter -> letter.eventId().toString());
        ObjectNode json = Json.object();
        json.putArray("deadLetters")
                .addAll(page.items().stream().map(WebhookEndpoints::json).toList());
        return Answer.ok(json.put("nextCursor", page.next()));
    }

    /** Sends one dead letter again, or all events after one, or all dead letters. */
    Answer replay(Call call) {
        JsonFields fields = call.optionalBody("eventId", "after");
        @Nullable EventId eventId = fields.optionalText("eventId", EventId::parse);
        @Nullable EventId after = fields.optionalText("after", EventId::parse);
        Webhook webhook = find(call);
        if (eventId != null && after != null) {
            throw Problem.invalid("after", "must not be given with eventId").exception();
        }
        if (after != null) {
            webhooks().rewind(webhook.id(), after);
            return Answer.ok(json(webhook.toldUntil(after)));
        }
        int replayed = webhooks().replayDead(webhook.id(), eventId, engine.now());
        return Answer.ok(json(webhook).put("replayed", replayed));
    }

    private Webhook find(Call call) {
        UUID id = call.path("webhookId", Uuids::parse);
        return webhooks().all().stream()
                .filter(webhook -> webhook.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(ErrorCode.WEBHOOK_NOT_FOUND, "There is no webhook " + id)
                        .exception());
    }

    private static ObjectNode json(Webhook webhook) {
        return Json.object()
                .put("webhookId", webhook.id().toString())
                .put("url", webhook.url().toString())
                .put("createdAt", webhook.createdAt().toString())
                .put("told", webhook.told().toString());
    }

    private static ObjectNode json(FailedDelivery letter) {
        return Json.object()
                .put("eventId", letter.eventId().toString())
                .put("attempts", letter.attempts())
                .put("firstAt", letter.firstAt().toString())
                .put("error", letter.error());
    }
}
