package dev.lastroom.engine.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a webhook's delivery. Immutable and thread-safe.
 *
 * @param last the last attempt; null before the first
 * @param failingSince since when it has taken nothing; null if it took the last new event
 * @param pausedUntil until when its receiver asked for a pause; null if it did not
 * @param disabled when and why sending stopped; null while it goes on
 */
public record Condition(
        @Nullable Attempt last,
        @Nullable Instant failingSince,
        @Nullable Instant pausedUntil,
        @Nullable Disabled disabled) {

    /** The condition before the first attempt. */
    public static final Condition FRESH = new Condition(null, null, null, null);

    /** When and why sending stopped. */
    public record Disabled(Instant at, Reason reason) {}

    /** Why sending stopped. */
    public enum Reason {
        /** The receiver answered 410. */
        GONE,
        /** An admin disabled it. */
        ADMIN
    }

    /** Whether events are sent for the first time, or again. */
    public enum Sending {
        NEW,
        AGAIN
    }

    /** Whether the receiver takes nothing at present. */
    public boolean isFailing() {
        return failingSince != null;
    }

    /** Whether an event may be sent at {@code now}. */
    public boolean isOpen(Instant now) {
        return disabled == null && (pausedUntil == null || !now.isBefore(pausedUntil));
    }

    /**
     * The condition after some simultaneous attempts. Any event that is taken ends the failing. Only new events can
     * start it: an event that no receiver could take may fail again while others are taken, which says nothing about
     * the receiver.
     *
     * @param retryAt until when the receiver asked for a pause; null if it did not
     */
    public Condition after(List<Attempt> attempts, Sending sending, @Nullable Instant retryAt) {
        if (attempts.isEmpty()) {
            return this;
        }
        Attempt newest = attempts.getLast();
        Attempt shown = attempts.stream()
                .filter(attempt -> attempt.reception() == Attempt.Reception.GONE)
                .findFirst()
                .orElse(newest);
        boolean taken = attempts.stream().anyMatch(Attempt::isTaken);
        Instant since = taken ? null : sending == Sending.NEW && failingSince == null ? newest.at() : failingSince;
        boolean gone = shown.reception() == Attempt.Reception.GONE;
        return new Condition(shown, since, retryAt, gone ? new Disabled(shown.at(), Reason.GONE) : disabled);
    }

    /** The same condition with sending stopped. */
    public Condition disabledBy(Reason reason, Instant now) {
        return disabled != null ? this : new Condition(last, failingSince, pausedUntil, new Disabled(now, reason));
    }

    /** The same condition with sending resumed; the next attempt is made at once. */
    public Condition enabled() {
        return new Condition(last, failingSince, null, null);
    }

    /** The condition at another address, with nothing known about the receiver. */
    public Condition elsewhere() {
        return new Condition(null, null, null, disabled);
    }
}
