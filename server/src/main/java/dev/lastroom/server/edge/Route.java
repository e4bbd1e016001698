package dev.lastroom.server.edge;

import dev.lastroom.server.access.Role;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.ProblemException;
import io.helidon.http.Method;
import org.jspecify.annotations.Nullable;

/**
 * One line of the API.
 *
 * @param method the HTTP method
 * @param path the path, with parameters in braces
 * @param role the role that it needs; null if everyone may use it, without a key
 * @param endpoint what answers
 * @param isConditional whether it judges preconditions on the ETag of its resource
 */
public record Route(Method method, String path, @Nullable Role role, Endpoint endpoint, boolean isConditional) {

    private Route(Method method, String path, @Nullable Role role, Endpoint endpoint) {
        this(method, path, role, endpoint, false);
    }

    /** Returns this route for a resource that has an ETag. */
    public Route conditional() {
        return new Route(method, path, role, endpoint, true);
    }

    /** Answers requests. Blocks the request's own virtual thread. */
    @FunctionalInterface
    public interface Endpoint {

        /**
         * Answers one request.
         *
         * @throws ProblemException if the request cannot be understood
         */
        Answer answer(Call call);
    }

    public static Route get(String path, Role role, Endpoint endpoint) {
        return new Route(Method.GET, path, role, endpoint);
    }

    public static Route put(String path, Role role, Endpoint endpoint) {
        return new Route(Method.PUT, path, role, endpoint);
    }

    public static Route post(String path, Role role, Endpoint endpoint) {
        return new Route(Method.POST, path, role, endpoint);
    }

    public static Route patch(String path, Role role, Endpoint endpoint) {
        return new Route(Method.PATCH, path, role, endpoint);
    }

    public static Route delete(String path, Role role, Endpoint endpoint) {
        return new Route(Method.DELETE, path, role, endpoint);
    }

    /** Makes a route that needs no key. */
    public static Route open(String path, Endpoint endpoint) {
        return new Route(Method.GET, path, null, endpoint);
    }
}
