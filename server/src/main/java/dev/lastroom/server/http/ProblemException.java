package dev.lastroom.server.http;

/** Ends a request that is answered with a problem before it reaches the engine. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        // Callers' mistakes may be frequent, and nobody needs their stack trace.
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
