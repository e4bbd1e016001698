package dev.lastroom.engine.webhook;

/** The result of adding a webhook. */
public sealed interface AddedWebhook {

    /** The webhook was added. */
    record New() implements AddedWebhook {}

    /** An earlier request with the same key added this webhook, shown as it is now. */
    record Replayed(Webhook webhook) implements AddedWebhook {}

    /** An earlier request with the same key was a different one. */
    record KeyConflict() implements AddedWebhook {}

    /** There are {@link Webhook#COUNT_MAX} already. */
    record Full() implements AddedWebhook {}
}
