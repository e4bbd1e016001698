package dev.lastroom.engine.money;

import org.jspecify.annotations.Nullable;

/**
 * What is asked for beside the price. A booking keeps those that it was made under. Immutable and thread-safe.
 *
 * @param deposit when a deposit is asked for; null means never
 * @param cancellation what a cancel costs; null means that the hotel has not said, and no fee is computed
 */
public record Terms(
        @Nullable DepositPolicy deposit, @Nullable CancellationPolicy cancellation) {

    /** Neither a deposit nor a fee. */
    public static final Terms NONE = new Terms(null, null);

    /**
     * Reads the forms that the policies' {@code toString} writes; null means none.
     *
     * @throws IllegalArgumentException if one has another form
     */
    public static Terms parse(@Nullable String deposit, @Nullable String cancellation) {
        return deposit == null && cancellation == null
                ? NONE
                : new Terms(
                        deposit == null ? null : DepositPolicy.parse(deposit),
                        cancellation == null ? null : CancellationPolicy.parse(cancellation));
    }
}
