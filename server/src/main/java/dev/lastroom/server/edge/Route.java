package dev.lastroom.server.edge;

import dev.lastroom.server.access.Role;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.ProblemException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One line of the API.
 *
 * @param method the HTTP method
 * @param path the path, with parameters in braces
 * @param role the role that it needs; null if everyone may use it, without a key
 * @param endpoint what answers
 * @param isConditional whether it judges preconditions on the ETag of its resource
 * @param bodyBytesMax the longest body, in bytes; 0 if it takes none
 */
public record Route(
        String method, String path, @Nullable Role role, Answering endpoint, boolean isConditional, int bodyBytesMax) {

    /** The method of a route that only reads. It answers HEAD too. */
    public static final String GET = "GET";

    private Route(String method, String path, @Nullable Role role, Answering endpoint) {
        this(method, path, role, endpoint, false, method.equals(GET) ? 0 : Call.BODY_BYTES_MAX);
    }

    /** Returns this route for a resource that has an ETag. */
    public Route conditional() {
        return new Route(method, path, role, endpoint, true, bodyBytesMax);
    }

    /** Returns this route with the long body of a batch. */
    public Route ofBatch() {
        return new Route(method, path, role, endpoint, isConditional, Call.BATCH_BYTES_MAX);
    }

    /** Returns whether it only reads. */
    public boolean isRead() {
        return method.equals(GET);
    }

    /** Answers requests. */
    public sealed interface Answering {}

    /** Answers requests without blocking, on the web server's own thread. */
    @FunctionalInterface
    public non-sealed interface Prompt extends Answering {

        /**
         * Begins to answer one request.
         *
         * @throws ProblemException if the request cannot be understood
         */
        CompletionStage<Answer> answer(Call call);
    }

    /** Answers requests. Blocks the request's own virtual thread. */
    @FunctionalInterface
    public non-sealed interface Endpoint extends Answering {

        /**
         * Answers one request.
         *
         * @throws ProblemException if the request cannot be understood
         */
        Answer answer(Call call);
    }

    /**
     * Answers requests on the web server's own thread if there is nothing to wait for.
     *
     * @param atOnce returns null if it would have to wait. It must not block, nor take long
     * @param otherwise answers then
     */
    public record Quick(Function<Call, @Nullable Answer> atOnce, Endpoint otherwise) implements Answering {}

    /** Makes a route that answers without blocking if it can. */
    public static Route quickGet(String path, Role role, Function<Call, @Nullable Answer> atOnce, Endpoint otherwise) {
        return new Route(GET, path, role, new Quick(atOnce, otherwise));
    }

    public static Route get(String path, Role role, Endpoint endpoint) {
        return new Route(GET, path, role, endpoint);
    }

    public static Route put(String path, Role role, Endpoint endpoint) {
        return new Route("PUT", path, role, endpoint);
    }

    public static Route post(String path, Role role, Endpoint endpoint) {
        return new Route("POST", path, role, endpoint);
    }

    /** Makes a route that answers without blocking. */
    public static Route promptPost(String path, Role role, Prompt endpoint) {
        return new Route("POST", path, role, endpoint);
    }

    public static Route patch(String path, Role role, Endpoint endpoint) {
        return new Route("PATCH", path, role, endpoint);
    }

    public static Route delete(String path, Role role, Endpoint endpoint) {
        return new Route("DELETE", path, role, endpoint);
    }

    /** Makes a route that needs no key. */
    public static Route open(String path, Endpoint endpoint) {
        return new Route(GET, path, null, endpoint);
    }
}
