package dev.lastroom.engine.webhook;

/** What became of a wish to add a webhook. */
public sealed interface Added {

    /** It is there. */
    record New() implements Added {}

    /** An earlier request with the same key has added this one, as it is now. */
    record Replayed(Webhook webhook) implements Added {}

    /** An earlier request with the same key was another one. */
    record KeyConflict() implements Added {}

    /** There are {@link Webhook#COUNT_MAX} already. */
    record Full() implements Added {}
}
