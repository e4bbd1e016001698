package dev.lastroom.engine.outcome;

import org.jspecify.annotations.Nullable;

/**
 * The end of a command. A caller switches over its three cases without a {@code default} and without a cast: the
 * command fixes the type of the value. Outcomes are as immutable and thread-safe as their values.
 *
 * @param <R> the type of the value that the command gives when done
 */
public sealed interface Outcome<R> {

    /** An outcome of the rules alone, which is all that can be decided. */
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
     * The command is carried out and committed.
     *
     * @param value what it gives
     * @param replayed whether all was so before, or an earlier request with this key has done it
     */
    record Done<R>(R value, boolean replayed) implements Ruling<R> {}

    /**
     * The rules say no, and nothing changed.
     *
     * @param replayed whether an earlier request with this key was refused so
     */
    record Refused<R>(Refusal reason, boolean replayed) implements Ruling<R> {}

    /**
     * The machinery failed.
     *
     * @param message the failure in words, without secrets
     * @param limit the engine's limit that was reached, if any
     */
    record Failed<R>(
            Failure reason, String message, @Nullable Limit limit) implements Outcome<R> {

        /** A failure that reached no limit. */
        public Failed(Failure reason, String message) {
            this(reason, message, null);
        }

        @Override
        public <T> Failed<T> as(Class<T> type) {
            return new Failed<>(reason, message, limit);
        }
    }

    /**
     * The value of a command, for callers that treat any other outcome as their own fault.
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
     * This outcome, typed for a command that gives values of {@code type}. For outcomes of different commands kept
     * together, as in a batch.
     *
     * @throws ClassCastException if the value is of another type
     */
    <T> Outcome<T> as(Class<T> type);
}
