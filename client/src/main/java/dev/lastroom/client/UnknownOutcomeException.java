package dev.lastroom.client;

import dev.lastroom.client.model.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Nobody knows whether the call was carried out: it was, wholly, or it was not at all. A call with a key can be sent
 * again, and the answer then is the truth. Without one, look first. A read has merely no answer.
 */
public final class UnknownOutcomeException extends LastroomException {

    private static final long serialVersionUID = 1;

    private final @Nullable String key;
    private final transient @Nullable Problem problem;

    UnknownOutcomeException(Call<?> call, @Nullable Problem problem, @Nullable Throwable cause) {
        super(call + ": nobody knows whether it was carried out" + (cause == null ? "" : ": " + cause), cause);
        this.key = call.key();
        this.problem = problem;
    }

    /** Returns the call's idempotency key; null if it had none, or those of a batch. */
    public @Nullable String key() {
        return key;
    }

    /** Returns the last problem that the server answered; null if there was none, or this exception was serialized. */
    public @Nullable Problem problem() {
        return problem;
    }
}
