package dev.lastroom.engine.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message that was sent to a webhook. Immutable and thread-safe.
 *
 * @param at when the answer, or its absence, was noted
 * @param outcome what became of it
 * @param status the receiver's HTTP status; null where it gave none
 * @param error what went wrong, in words without secrets; null if the message was taken
 */
public record Attempt(
        Instant at,
        Outcome outcome,
        @Nullable Integer status,
        @Nullable String error) {

    /** The kinds of outcome: few, since they are a label of a metric. */
    public enum Outcome {
        /** The receiver answered with a status of 2xx. */
        TAKEN,
        /** The receiver answered with another status. */
        REFUSED,
        /** The receiver answered 410: it wants no more messages. */
        GONE,
        /** The receiver gave no status in time. */
        UNANSWERED,
        /** There was no connection, or it broke, or what came was no HTTP. */
        UNREACHABLE,
        /** The address is internal, and the settings do not allow that. */
        FORBIDDEN
    }

    /** The attempt was successful. */
    public boolean isTaken() {
        return outcome == Outcome.TAKEN;
    }
}
