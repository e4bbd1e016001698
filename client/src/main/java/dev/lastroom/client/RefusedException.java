package dev.lastroom.client;

import dev.lastroom.client.model.ErrorCode;
import dev.lastroom.client.model.Problem;
import org.jspecify.annotations.Nullable;

/** The server, or a proxy before it, has refused the call. Nothing changed. */
public final class RefusedException extends LastroomException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient @Nullable Problem problem;

    RefusedException(Call<?> call, int status, @Nullable Problem problem) {
        super(call + ": " + describe(status, problem), null);
        this.status = status;
        this.problem = problem;
    }

    static String describe(int status, @Nullable Problem problem) {
        return problem == null
                ? "the answer has the status " + status + " and no problem of Lastroom"
                : problem.error() + ": " + problem.message();
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the error code; {@link ErrorCode#UNRECOGNIZED} if this client does not know it, or there is none. */
    public ErrorCode code() {
        return problem == null ? ErrorCode.UNRECOGNIZED : problem.error();
    }

    /** Returns the problem with its details; null if the answer was not Lastroom's, or this exception was serialized. */
    public @Nullable Problem problem() {
        return problem;
    }
}
