package dev.lastroom.engine.money;

import org.jspecify.annotations.Nullable;

/**
 * A deposit policy and a cancellation policy. A booking keeps those it was made under. Immutable and thread-safe.
 *
 * @param deposit when a deposit is required; null means never
 * @param cancellation the fee for a cancel; null means that the hotel has no policy, and no fee is computed
 */
public record Terms(
        @Nullable DepositPolicy deposit, @Nullable CancellationPolicy cancellation) {

    /** Neither a deposit nor a fee. */
    public static final Terms NONE = new Terms(null, null);
}
