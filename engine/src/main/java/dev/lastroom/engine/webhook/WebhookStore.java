package dev.lastroom.engine.webhook;

import dev.lastroom.engine.command.Fingerprint;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.event.EventId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where webhooks are kept. Whoever delivers must hold the lease, which only one can: what a deliverer writes after it has
 * lost it is not written. Thread-safe; all throw {@link dev.lastroom.engine.store.StoreException} if the database does
 * not answer.
 */
public interface WebhookStore {

    /** Names the request that adds a webhook, and says which it was. A key lives as long as its webhook. */
    record Creation(ScopedKey key, Fingerprint fingerprint) {}

    /** What became of a delivery that was sent again: it has failed once more, or is done where {@code failed} is null. */
    record Retried(EventId eventId, @Nullable FailedDelivery failed) {}

    /**
     * Adds a webhook, unless an earlier request with the same key has, or there are {@link Webhook#COUNT_MAX}.
     *
     * @param creation the request; null if it had no key
     */
    Added add(Webhook webhook, @Nullable Creation creation);

    /** All webhooks, oldest first. */
    List<Webhook> all();

    Optional<Webhook> find(UUID id);

    /** Changes the address, secret, filter and condition of a webhook; gives it as it is then, if it is there. */
    Optional<Webhook> change(UUID id, UnaryOperator<Webhook> change);

    /** Removes a webhook with its failed deliveries; gives whether it was there. */
    boolean remove(UUID id);

    /** What a webhook has not taken. */
    Backlog backlog(Webhook webhook);

    /** Takes the lease until {@code until}, or prolongs it, if nobody else has it at {@code now}. */
    boolean lease(UUID holder, Instant now, Instant until);

    /**
     * Notes how far a webhook, which was {@code before}, was told, but for the deliveries that failed, and how it fares. If
     * it stands elsewhere by now, or has another address, somebody wants it to be told again, and nothing is noted.
     *
     * @return whether it was noted
     */
    boolean told(UUID holder, Webhook before, Webhook after, List<FailedDelivery> failed);

    /** Failed deliveries that are to be sent again at {@code now}, the longest overdue first. */
    List<FailedDelivery> due(UUID webhookId, Instant now, int limit);

    /**
     * Keeps what became of deliveries that were sent again, and how the webhook fares. If it has another address by now,
     * nothing is noted, and they are sent there.
     *
     * @return whether it was noted
     */
    boolean retried(UUID holder, Webhook before, Webhook after, List<Retried> retried);

    /** Dead letters of a webhook after an event, in the order of events. */
    List<FailedDelivery> dead(UUID webhookId, EventId after, int limit);

    /**
     * Sends dead letters again, at once and with all their attempts.
     *
     * @param eventId which; null for all
     * @return how many
     */
    int replayDead(UUID webhookId, @Nullable EventId eventId, Instant now);

    /** Tells a webhook all events after {@code after} once more; gives whether it is there. */
    boolean rewind(UUID webhookId, EventId after);
}
