package dev.lastroom.engine.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The events that a webhook has not taken. Immutable and thread-safe.
 *
 * @param pending how many events follow the last one it was told, whether they pass its filter or not, and how many
 *     will be sent again; each of the two is counted up to {@link #COUNTED_MAX}
 * @param pendingSince when the oldest of them happened, or was first sent; null if there are none
 * @param nextTryAt when the first retry is due; null if there are none
 * @param deadLetters how many dead letters there are, counted up to {@link #COUNTED_MAX}
 */
public record Backlog(
        int pending,
        @Nullable Instant pendingSince,
        @Nullable Instant nextTryAt,
        int deadLetters) {

    /** The highest count: a higher one would be no more useful. */
    public static final int COUNTED_MAX = 1_000;
}
