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
 * Stores webhooks. Only the holder of the lease delivers, and only one can hold it: anything a deliverer writes after
 * losing the lease is discarded. Thread-safe; all throw {@code StoreException} if the database does not
 * answer.
 */
public interface WebhookStore {

    /** Names the request that adds a webhook, and identifies it. A key lives as long as its webhook. */
    record Creation(ScopedKey key, Fingerprint fingerprint) {}

    /** The result of sending a delivery again: another failure, or success if {@code failed} is null. */
    record Retried(EventId eventId, @Nullable FailedDelivery failed) {}

    /**
     * Adds a webhook, unless an earlier request with the same key has, or there are {@link Webhook#COUNT_MAX}.
     *
     * @param creation the request; null if it had no key
     */
    AddedWebhook add(Webhook webhook, @Nullable Creation creation);

    /** All webhooks, oldest first. */
    List<Webhook> all();

    Optional<Webhook> find(UUID id);

    /** Changes the address, secret, filter and condition of a webhook. Gives the changed webhook, if it exists. */
    Optional<Webhook> change(UUID id, UnaryOperator<Webhook> change);

    /** Removes a webhook with its failed deliveries. Gives whether it existed. */
    boolean remove(UUID id);

    /** The events that a webhook has not taken. */
    Backlog backlog(Webhook webhook);

    /** Takes or extends the lease until {@code until}, unless another holder has it at {@code now}. */
    boolean lease(UUID holder, Instant now, Instant until);

    /**
     * Records how far a webhook that was {@code before} was told, except for failed deliveries, and its condition. If
     * its place or its address has changed meanwhile, it is to be told again, and nothing is recorded.
     *
     * @return whether it was recorded
     */
    boolean told(UUID holder, Webhook before, Webhook after, List<FailedDelivery> failed);

    /** Failed deliveries due to be sent again at {@code now}, the longest overdue first. */
    List<FailedDelivery> due(UUID webhookId, Instant now, int limit);

    /**
     * Records the results of deliveries sent again, and the webhook's condition. If its address has changed meanwhile,
     * nothing is recorded, and the deliveries go to the new address.
     *
     * @return whether it was recorded
     */
    boolean retried(UUID holder, Webhook before, Webhook after, List<Retried> retried);

    /** Dead letters of a webhook after an event, in the order of events. */
    List<FailedDelivery> dead(UUID webhookId, EventId after, int limit);

    /**
     * Sends dead letters again, at once and with all their attempts.
     *
     * @param eventId the event; null for all
     * @return how many are sent again
     */
    int replayDead(UUID webhookId, @Nullable EventId eventId, Instant now);

    /** Sends a webhook all events after {@code after} once more. Gives whether it exists. */
    boolean rewind(UUID webhookId, EventId after);
}
