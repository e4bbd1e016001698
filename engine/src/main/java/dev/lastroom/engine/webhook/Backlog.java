package dev.lastroom.engine.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook has not taken. Immutable and thread-safe.
 *
 * @param pending how many events follow the last one that it was told, whether its filter passes them or not, and how
 *     many are to be sent again; each of the two is counted up to {@link #COUNTED_MAX}
 * @param pendingSince when the oldest of them happened, or was sent first; null if there are none
 * @param nextTryAt when the first of those that are to be sent again is due; null if there are none
 * @param deadLetters how many are not sent again by themselves, counted up to {@link #COUNTED_MAX}
 */
public record Backlog(
        int pending,
        @Nullable Instant pendingSince,
        @Nullable Instant nextTryAt,
        int deadLetters) {

    /** How far is counted: what is beyond tells nobody more. */
    public static final int COUNTED_MAX = 1_000;
}
