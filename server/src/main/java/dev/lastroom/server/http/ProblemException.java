package dev.lastroom.server.http;

/** A request that is answered with a problem before it reaches the engine. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        // Thrown for what callers do wrong, perhaps often: nobody needs the stack.
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
