package dev.lastroom.store.jdbc.guard;

import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.webhook.AddedWebhook;
import dev.lastroom.engine.webhook.Backlog;
import dev.lastroom.engine.webhook.FailedDelivery;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.engine.webhook.WebhookStore;
import dev.lastroom.store.jdbc.guard.GuardedStore.Guard;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs webhooks as part of housekeeping, so they delay no booking and no search. Thread-safe. */
record GuardedWebhooks(Guard guard, WebhookStore webhooks) implements WebhookStore {

    @Override
    public AddedWebhook add(Webhook webhook, @Nullable Creation creation) {
        return guard.callToTheEnd(() -> webhooks.add(webhook, creation));
    }

    @Override
    public List<Webhook> all() {
        return guard.call(webhooks::all);
    }

    @Override
    public Optional<Webhook> find(UUID id) {
        return guard.call(() -> webhooks.find(id));
    }

    @Override
    public Optional<Webhook> change(UUID id, UnaryOperator<Webhook> change) {
        return guard.callToTheEnd(() -> webhooks.change(id, change));
    }

    @Override
    public Backlog backlog(Webhook webhook) {
        return guard.call(() -> webhooks.backlog(webhook));
    }

    @Override
    public boolean remove(UUID id) {
        return guard.callToTheEnd(() -> webhooks.remove(id));
    }

    @Override
    public boolean lease(UUID holder, Instant now, Instant until) {
        return guard.callToTheEnd(() -> webhooks.lease(holder, now, until));
    }

    @Override
    public boolean told(UUID holder, Webhook before, Webhook after, List<FailedDelivery> failed) {
        return guard.callToTheEnd(() -> webhooks.told(holder, before, after, failed));
    }

    @Override
    public List<FailedDelivery> due(UUID webhookId, Instant now, int limit) {
        return guard.call(() -> webhooks.due(webhookId, now, limit));
    }

    @Override
    public boolean retried(UUID holder, Webhook before, Webhook after, List<Retried> retried) {
        return guard.callToTheEnd(() -> webhooks.retried(holder, before, after, retried));
    }

    @Override
    public List<FailedDelivery> dead(UUID webhookId, EventId after, int limit) {
        return guard.call(() -> webhooks.dead(webhookId, after, limit));
    }

    @Override
    public int replayDead(UUID webhookId, @Nullable EventId eventId, Instant now) {
        return guard.callToTheEnd(() -> webhooks.replayDead(webhookId, eventId, now));
    }

    @Override
    public boolean rewind(UUID webhookId, EventId after) {
        return guard.callToTheEnd(() -> webhooks.rewind(webhookId, after));
    }
}
