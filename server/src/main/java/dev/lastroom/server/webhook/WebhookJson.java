package dev.lastroom.server.webhook;

import dev.lastroom.engine.command.Fingerprint;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.webhook.Attempt;
import dev.lastroom.engine.webhook.Backlog;
import dev.lastroom.engine.webhook.Condition;
import dev.lastroom.engine.webhook.EventFilter;
import dev.lastroom.engine.webhook.FailedDelivery;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.engine.webhook.WebhookSecret;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.JsonFields;
import dev.lastroom.server.webhook.WebhookSender.Attempted;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes webhooks as JSON. */
public final class WebhookJson {

    public static final List<String> REQUEST_FIELDS = List.of("url", "after", "types", "propertyIds");

    public static final List<String> CHANGE_FIELDS = List.of("url", "types", "propertyIds", "enabled");

    /** How long two secrets sign after a rotation, by default. */
    public static final Duration OVERLAP_DEFAULT = Duration.ofHours(24);

    static final Duration OVERLAP_MAX = Duration.ofDays(7);

    private WebhookJson() {}

    public static URI readUrl(WebhookAddresses addresses, String text) {
        return addresses.check(Webhook.checkUrl(text));
    }

    /** Reads how a request changes a filter: what it leaves out stays. */
    public static UnaryOperator<EventFilter> readFilter(JsonFields fields) {
        List<String> types = fields.optionalTexts("types", EventFilter::checkType);
        List<String> propertyIds = fields.optionalTexts("propertyIds", id -> new PropertyId(id).value());
        return before -> Checks.checked(
                "propertyIds",
                () -> new EventFilter(
                        types == null ? before.types() : types,
                        propertyIds == null
                                ? before.propertyIds()
                                : propertyIds.stream().map(PropertyId::new).toList()));
    }

    /** Returns the fingerprint of a request to add a webhook. */
    public static Fingerprint fingerprint(URI url, EventFilter filter, @Nullable EventId after) {
        return Fingerprint.of(
                "POST /v1/webhooks", url + "\n" + filter.types() + "\n" + filter.propertyIds() + "\n" + after);
    }

    /**
     * Reads how long two secrets sign.
     *
     * @throws IllegalArgumentException if {@code text} is not an ISO 8601 duration, or is too long
     */
    public static Duration readOverlap(String text) {
        try {
            Duration overlap = Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(OVERLAP_MAX) <= 0) {
                return overlap;
            }
        } catch (DateTimeParseException e) {
            // Reported below, as for a duration that is too long.
        }
        throw new IllegalArgumentException("must be an ISO 8601 duration from PT0S to " + OVERLAP_MAX);
    }

    public static ObjectNode webhook(Webhook webhook, Backlog backlog, Instant now) {
        ObjectNode json = Json.object()
                .put("webhookId", webhook.id().toString())
                .put("url", webhook.url().toString());
        webhook.filter().types().forEach(json.putArray("types")::add);
        webhook.filter().propertyIds().stream().map(PropertyId::value).forEach(json.putArray("propertyIds")::add);
        json.put("createdAt", webhook.createdAt().toString())
                .put("told", webhook.told().toString());
        addCondition(json, webhook.condition());
        json.put("nextTryAt", text(nextTry(webhook.condition(), backlog, now)))
                .put("pending", backlog.pending())
                .put("pendingSince", text(backlog.pendingSince()))
                .put("deadLetters", backlog.deadLetters());
        WebhookSecret secret = webhook.secret();
        if (secret.signing(now).size() > 1) {
            json.put("previousSecretUntil", text(secret.previousUntil()));
        }
        return json;
    }

    private static void addCondition(ObjectNode json, Condition condition) {
        json.put("enabled", condition.disabled() == null);
        if (condition.disabled() != null) {
            json.put("disabledAt", text(condition.disabled().at()))
                    .put("disabledReason", condition.disabled().reason().name());
        }
        Attempt last = condition.last();
        json.set("lastAttempt", last == null ? null : attempt(last));
        json.put("failingSince", text(condition.failingSince()));
    }

    /** Returns when the next message is sent; null if none waits or none is sent. */
    private static @Nullable Instant nextTry(Condition condition, Backlog backlog, Instant now) {
        if (condition.disabled() != null || backlog.pending() == 0) {
            return null;
        }
        Instant due = backlog.nextTryAt() == null ? now : backlog.nextTryAt();
        Instant paused = condition.pausedUntil();
        return paused != null && paused.isAfter(due) ? paused : due;
    }

    private static ObjectNode attempt(Attempt attempt) {
        return Json.object()
                .put("at", attempt.at().toString())
                .put("outcome", attempt.reception().name())
                .put("status", attempt.status())
                .put("error", attempt.error());
    }

    /** Writes the receiver's reply to a message. */
    public static ObjectNode result(Attempted attempted) {
        return attempt(attempted.attempt()).put("retryAt", text(attempted.retryAt()));
    }

    public static ObjectNode deadLetter(FailedDelivery letter) {
        return Json.object()
                .put("eventId", letter.eventId().toString())
                .put("attempts", letter.attempts())
                .put("firstAt", letter.firstAt().toString())
                .put("error", letter.error());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
