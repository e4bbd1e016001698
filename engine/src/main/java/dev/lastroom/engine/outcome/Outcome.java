package dev.lastroom.engine.outcome;

import org.jspecify.annotations.Nullable;

/**
 * What became of a command. A caller switches over the three that can happen, without a {@code default} and without a
 * cast: the command says of what type the value is. Outcomes are as immutable and thread-safe as their values.
 *
 * @param <R> what the command gives when it is done
 */
public sealed interface Outcome<R> {

    /** What the rules say, which is all that can be decided. */
    sealed interface Ruling<R> extends Outcome<R> {

        @Override
        default <T> Ruling<T> as(Class<T> type) {
            return switch (this) {
                case Done<R>(R value, boolean replayed) -> new Done<>(type.cast(value), replayed);
                case Refused<R>(Refusal reason, boolean replayed) -> new Refused<>(reason, replayed);
            };
        }
    }

    /**
     * The command is carried out, and committed.
     *
     * @param value what it gives
     * @param replayed whether all was so before, or an earlier request with this key has done it
     */
    record Done<R>(R value, boolean replayed) implements Ruling<R> {}

    /**
     * The rules say no, and nothing was changed.
     *
     * @param replayed whether they said so to an earlier request with this key
     */
    record Refused<R>(Refusal reason, boolean replayed) implements Ruling<R> {}

    /**
     * The machinery failed.
     *
     * @param message the failure in words, without secrets
     * @param limit the bound that was met, if it was one of the engine's
     */
    record Failed<R>(
            Failure reason, String message, @Nullable Limit limit) implements Outcome<R> {

        /** A failure that met no bound. */
        public Failed(Failure reason, String message) {
            this(reason, message, null);
        }

        @Override
        public <T> Failed<T> as(Class<T> type) {
            return new Failed<>(reason, message, limit);
        }
    }

    /**
     * What the command gives, for callers to whom anything else is a fault of their own.
     *
     * @throws IllegalStateException if it is not done, with the reason in words
     */
    default R orElseThrow() {
        return switch (this) {
            case Done<R>(R value, boolean _) -> value;
            case Refused<R>(Refusal reason, boolean _) ->
                throw new IllegalStateException("refused: " + reason.message());
            case Failed<R>(Failure reason, String message, var _) ->
                throw new IllegalStateException("failed: " + reason + ": " + message);
        };
    }

    /**
     * This outcome as one of a command that gives values of {@code type}: where outcomes of all kinds of commands were
     * together, as in a batch.
     *
     * @throws ClassCastException if the value is of another type
     */
    <T> Outcome<T> as(Class<T> type);
}
