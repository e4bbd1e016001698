package dev.lastroom.engine.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at sending an event to a webhook. Immutable and thread-safe.
 *
 * @param at when the answer, or its absence, was recorded
 * @param reception how the receiver took it
 * @param status the receiver's HTTP status; null if it gave none
 * @param error what went wrong, in words without secrets; null if the event was taken
 */
public record Attempt(
        Instant at,
        Reception reception,
        @Nullable Integer status,
        @Nullable String error) {

    /** The ways a receiver can take an event. There are few, since they are a label of a metric. */
    public enum Reception {
        /** The receiver answered with a 2xx status. */
        TAKEN,
        /** The receiver answered with another status. */
        REFUSED,
        /** The receiver answered 410: it wants no more events. */
        GONE,
        /** The receiver gave no status in time. */
        UNANSWERED,
        /** There was no connection, or it broke, or the answer was not HTTP. */
        UNREACHABLE,
        /** The address is internal, and the settings do not allow that. */
        FORBIDDEN
    }

    /** Whether the attempt was successful. */
    public boolean isTaken() {
        return reception == Reception.TAKEN;
    }
}
