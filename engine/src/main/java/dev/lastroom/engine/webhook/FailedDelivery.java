package dev.lastroom.engine.webhook;

import dev.lastroom.engine.event.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that a webhook has not taken yet. Immutable and thread-safe.
 *
 * @param webhookId the webhook
 * @param eventId the event
 * @param attempts how often it was sent
 * @param firstAt when it was first sent
 * @param nextAt when it is sent again; null for a dead letter, which is sent again only on request
 * @param error what went wrong the last time
 */
public record FailedDelivery(
        UUID webhookId,
        EventId eventId,
        int attempts,
        Instant firstAt,
        @Nullable Instant nextAt,
        String error) {

    /** The pause after each attempt, three days in all, as Standard Webhooks recommends. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** The first failure. */
    public static FailedDelivery first(UUID webhookId, EventId eventId, Instant now, String error) {
        return new FailedDelivery(webhookId, eventId, 1, now, now.plus(PAUSES.getFirst()), error);
    }

    /** One more failure. After the last pause it is a dead letter. */
    public FailedDelivery again(Instant now, String newError) {
        Instant next = attempts < PAUSES.size() ? now.plus(PAUSES.get(attempts)) : null;
        return new FailedDelivery(webhookId, eventId, attempts + 1, firstAt, next, newError);
    }

    /** The same delivery, not sent again before {@code time}, if it is sent again at all; null for no change. */
    public FailedDelivery notBefore(@Nullable Instant time) {
        return nextAt == null || time == null || !nextAt.isBefore(time)
                ? this
                : new FailedDelivery(webhookId, eventId, attempts, firstAt, time, error);
    }

    /** Whether it is a dead letter, which is not sent again by itself. */
    public boolean isDead() {
        return nextAt == null;
    }
}
