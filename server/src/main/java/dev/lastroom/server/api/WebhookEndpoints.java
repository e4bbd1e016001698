package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.Uuids;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.outcome.Refusal.IdempotencyConflict;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.webhook.AddedWebhook;
import dev.lastroom.engine.webhook.Condition.Reason;
import dev.lastroom.engine.webhook.EventFilter;
import dev.lastroom.engine.webhook.FailedDelivery;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.engine.webhook.WebhookStore;
import dev.lastroom.engine.webhook.WebhookStore.Creation;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.QueryFields;
import dev.lastroom.server.webhook.WebhookJson;
import dev.lastroom.server.webhook.WebhookMessage;
import dev.lastroom.server.webhook.WebhookSender;
import dev.lastroom.server.webhook.WebhookSigner;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints of webhooks: their set-up, their state and their dead letters. Thread-safe. */
public final class WebhookEndpoints {

    /** How long a repeated request to add a webhook shows its secret again, for a client that lost the answer. */
    public static final Duration SECRET_SHOWN_FOR = Duration.ofHours(1);

    /** The most test messages in progress at the same time. */
    public static final int TESTS_AT_ONCE_MAX = 8;

    private final BookingEngine engine;
    private final WebhookSender sender;
    private final Semaphore tests = new Semaphore(TESTS_AT_ONCE_MAX);

    WebhookEndpoints(BookingEngine engine, WebhookSender sender) {
        this.engine = engine;
        this.sender = sender;
    }

    /** What a request to add a webhook has. */
    private record Wanted(URI url, @Nullable EventId after, EventFilter filter) {}

    /** What a request to send again has: one event, the place after which all are sent, or neither. */
    private record Replayed(
            @Nullable EventId eventId, @Nullable EventId after) {}

    private WebhookStore webhooks() {
        return engine.webhooks();
    }

    private Instant now() {
        return engine.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Adds a webhook that gets all events from now on, or from a given event on. */
    Answer add(Call call) {
        Wanted wanted = call.body(WebhookJson.REQUEST_FIELDS, fields -> {
            URI url = fields.text("url", text -> WebhookJson.readUrl(sender.addresses(), text));
            EventId after = fields.optionalText("after", EventId::parse);
            UnaryOperator<EventFilter> filter = WebhookJson.readFilter(fields);
            return () -> new Wanted(url, after, filter.apply(EventFilter.ALL));
        });
        EventId after = wanted.after();
        IdempotencyKey key = call.idempotencyKey();
        Webhook webhook = Webhook.of(
                UUID.randomUUID(),
                wanted.url(),
                WebhookSigner.newSecret(),
                wanted.filter(),
                now(),
                after == null ? engine.read().lastEvent() : EventCursors.inLog(engine.read(), after));
        Creation creation = key == null
                ? null
                : new Creation(
                        ScopedKey.of(call.caller().owner(), key),
                        WebhookJson.fingerprint(wanted.url(), wanted.filter(), after));
        return switch (webhooks().add(webhook, creation)) {
            case AddedWebhook.New _ -> added(webhook, false);
            case AddedWebhook.Replayed(Webhook earlier) -> added(earlier, true);
            case AddedWebhook.KeyConflict _ ->
                OutcomeHttp.problem(new IdempotencyConflict(Objects.requireNonNull(key)))
                        .answer();
            case AddedWebhook.Full _ ->
                new Problem(
                                ErrorCode.WEBHOOK_LIMIT_REACHED,
                                "There are already " + Webhook.COUNT_MAX
                                        + " webhooks, the most allowed; delete one first",
                                Json.object().put("webhooksMax", Webhook.COUNT_MAX))
                        .answer();
        };
    }

    private Answer added(Webhook webhook, boolean replayed) {
        ObjectNode json = json(webhook).put("isFromCache", replayed);
        boolean isYoung = now().isBefore(webhook.createdAt().plus(SECRET_SHOWN_FOR));
        if (!replayed || (isYoung && webhook.secret().previous() == null)) {
            json.put("secret", webhook.secret().current());
        }
        Answer answer = Answer.json(replayed ? 200 : 201, json).with("Location", "/v1/webhooks/" + webhook.id());
        return OutcomeHttp.markReplayed(answer, replayed);
    }

    Answer list(Call call) {
        call.query();
        ObjectNode json = Json.object();
        json.putArray("webhooks")
                .addAll(webhooks().all().stream().map(this::json).toList());
        return Answer.ok(json);
    }

    Answer webhook(Call call) {
        call.query();
        return Answer.ok(json(find(call)));
    }

    /** Changes the given fields and leaves the others. */
    Answer change(Call call) {
        Instant now = now();
        return changed(call, call.body(WebhookJson.CHANGE_FIELDS, fields -> {
            URI url = fields.optionalText("url", text -> WebhookJson.readUrl(sender.addresses(), text));
            Boolean enabled = fields.optionalBoolean("enabled");
            UnaryOperator<EventFilter> filter = WebhookJson.readFilter(fields);
            return () -> {
                // Made first without a lock, so that a mistake is found early.
                EventFilter _ = filter.apply(EventFilter.ALL);
                return before -> enable(
                        (url == null ? before : before.at(url)).withFilter(filter.apply(before.filter())),
                        enabled,
                        now);
            };
        }));
    }

    private static Webhook enable(Webhook webhook, @Nullable Boolean enabled, Instant now) {
        if (enabled == null) {
            return webhook;
        }
        return webhook.in(
                enabled ? webhook.condition().enabled() : webhook.condition().disabledBy(Reason.ADMIN, now));
    }

    private Answer changed(Call call, UnaryOperator<Webhook> change) {
        return Answer.ok(json(change(call, change)));
    }

    private Webhook change(Call call, UnaryOperator<Webhook> change) {
        UUID id = id(call);
        return there(id, webhooks().change(id, change));
    }

    /** Makes a new secret, shown in this answer only. The old one also signs for a while. */
    Answer rotateSecret(Call call) {
        Duration overlap = call.optionalBody(List.of("overlap"), fields -> {
            Duration given = fields.optionalText("overlap", WebhookJson::readOverlap);
            return () -> given == null ? WebhookJson.OVERLAP_DEFAULT : given;
        });
        Instant until = now().plus(overlap).truncatedTo(ChronoUnit.MICROS);
        String secret = WebhookSigner.newSecret();
        Webhook webhook = change(call, before -> before.with(before.secret().rotated(secret, until)));
        return Answer.ok(json(webhook).put("secret", secret));
    }

    /** Sends a test message now, even if the webhook is disabled, and answers with the receiver's reply. */
    Answer test(Call call) {
        call.noBody();
        Webhook webhook = find(call);
        if (!tests.tryAcquire()) {
            throw Problem.of(ErrorCode.OVERLOADED, TESTS_AT_ONCE_MAX + " test messages are already on their way")
                    .exception();
        }
        try {
            WebhookMessage message = WebhookMessage.test(webhook, now());
            return Answer.ok(WebhookJson.result(sender.send(webhook, message, engine::now))
                    .put("messageId", message.id()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(ErrorCode.OVERLOADED, "The server is stopping").exception();
        } finally {
            tests.release();
        }
    }

    Answer remove(Call call) {
        call.query();
        Webhook webhook = find(call);
        ObjectNode json = json(webhook);
        webhooks().remove(webhook.id());
        return Answer.ok(json);
    }

    /** Lists the events that are no longer sent by themselves. */
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
                .addAll(page.items().stream().map(WebhookJson::deadLetter).toList());
        return Answer.ok(json.put("nextCursor", page.next()));
    }

    /** Sends one dead letter again, all events after one, or all dead letters. */
    Answer replay(Call call) {
        Replayed wanted = call.optionalBody(List.of("eventId", "after"), fields -> {
            EventId eventId = fields.optionalText("eventId", EventId::parse);
            EventId after = fields.optionalText("after", EventId::parse);
            return eventId != null && after != null
                    ? fields.wrong(Problem.invalid("after", "must not be given with eventId"))
                    : () -> new Replayed(eventId, after);
        });
        Webhook webhook = find(call);
        EventId after = wanted.after();
        if (after != null) {
            webhooks().rewind(webhook.id(), EventCursors.inLog(engine.read(), after));
            return Answer.ok(json(webhook.toldUntil(after)));
        }
        int replayed = webhooks().replayDead(webhook.id(), wanted.eventId(), engine.now());
        return Answer.ok(json(webhook).put("replayed", replayed));
    }

    private static UUID id(Call call) {
        return call.path("webhookId", Uuids::parse);
    }

    private Webhook find(Call call) {
        UUID id = id(call);
        return there(id, webhooks().find(id));
    }

    private static Webhook there(UUID id, Optional<Webhook> found) {
        return found.orElseThrow(() -> Problem.of(ErrorCode.WEBHOOK_NOT_FOUND, "There is no webhook " + id)
                .exception());
    }

    private ObjectNode json(Webhook webhook) {
        return WebhookJson.webhook(webhook, webhooks().backlog(webhook), engine.now());
    }
}
