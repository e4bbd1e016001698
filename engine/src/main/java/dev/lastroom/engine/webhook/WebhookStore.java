package dev.lastroom.engine.webhook;

import dev.lastroom.engine.booking.EventId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where webhooks are kept. Whoever delivers must hold the lease, which only one can: what a deliverer writes after it has
 * lost it is not written. Thread-safe; all throw {@link dev.lastroom.engine.store.StoreException} if the database does
 * not answer.
 */
public interface WebhookStore {

    /**
     * Adds a webhook.
     *
     * @return whether there was room: there are at most {@link Webhook#COUNT_MAX}
     */
    boolean add(Webhook webhook);

    /** All webhooks, oldest first. */
    List<Webhook> all();

    /** Removes a webhook with its failed deliveries; gives whether it was there. */
    boolean remove(UUID id);

    /** Takes the lease until {@code until}, or prolongs it, if nobody else has it at {@code now}. */
    boolean lease(UUID holder, Instant now, Instant until);

    /**
     * Notes that a webhook, which stood as given, was told all events up to {@code told}, but for those that failed. If it
     * stands elsewhere by now, somebody wants it to be told again, and nothing is noted.
     *
     * @return whether it was noted
     */
    boolean told(UUID holder, Webhook webhook, EventId told, List<FailedDelivery> failed);

    /** Failed deliveries that are to be sent again at {@code now}, the longest overdue first. */
    List<FailedDelivery> due(UUID webhookId, Instant now, int limit);

    /** Keeps what became of a delivery that was sent again: it has failed once more, or is done where it is null. */
    void retried(UUID holder, UUID webhookId, EventId eventId, @Nullable FailedDelivery failed);

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
