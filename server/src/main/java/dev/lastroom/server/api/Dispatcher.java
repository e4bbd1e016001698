package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.command.Precondition;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.outcome.Refusal.PreconditionFailed;
import dev.lastroom.server.access.Identity;
import dev.lastroom.server.access.LocalCallers;
import dev.lastroom.server.access.Role;
import dev.lastroom.server.edge.Admission;
import dev.lastroom.server.edge.BodyReader;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.edge.Exchange;
import dev.lastroom.server.edge.Route;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.AnswerWriter;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Preconditions;
import dev.lastroom.server.http.Problem;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Routes each request to its endpoint if the caller's role allows it. Thread-safe. */
final class Dispatcher {

    private static final String POSITION = "Lastroom-Position";
    private static final int BAD_REQUEST = 400;

    private final Admission admission;
    private final String scheme;
    private final BodyReader bodies;
    private final BookingEngine engine;

    Dispatcher(Admission admission, String scheme, BodyReader bodies, BookingEngine engine) {
        this.admission = admission;
        this.scheme = scheme;
        this.bodies = bodies;
        this.engine = engine;
    }

    /** Registers {@code routes}, and an answer for every method that a path does not have. */
    void register(List<Route> routes, HttpRouting.Builder routing) {
        Map<String, List<Route>> byPath =
                routes.stream().collect(Collectors.groupingBy(Route::path, LinkedHashMap::new, Collectors.toList()));
        byPath.forEach((path, routesOfPath) -> {
            routesOfPath.forEach(route -> routing.route(route.method(), path, handler(route)));
            routing.any(path, (_, response) -> AnswerWriter.send(methodNotAllowed(routesOfPath), response));
        });
    }

    private Handler handler(Route route) {
        return (request, response) -> {
            Exchange exchange = Exchange.of(request);
            exchange.isFor(route);
            authorize(route.role(), exchange.identity(), request.headers());
            Preconditions.check(route.isConditional(), route.method().equals(Method.GET), request.headers());
            if (!route.method().equals(Method.GET)) {
                admission.change(exchange.identity(), 1);
            }
            try {
                AnswerWriter.send(answer(route, new Call(request, exchange, bodies, admission), exchange), response);
            } catch (Error e) {
                engine.breakdown().reportIfFatal("a request to " + route.path(), e);
                throw e;
            }
        };
    }

    /**
     * Gets the answer as bytes, so that the objects behind it can be freed while a slow client reads. Answers of open
     * routes are small and take nothing from the budget for answers: the server must not look unhealthy because its
     * memory for reads is taken.
     */
    private Answer answer(Route route, Call call, Exchange exchange) {
        Answer answer = route.endpoint().answer(call).written();
        if (!route.method().equals(Method.GET) && answer.status() < BAD_REQUEST) {
            answer = withPosition(answer);
        }
        if (route.method().equals(Method.GET) && route.isConditional()) {
            answer = judged(call.precondition(), answer);
        }
        if (route.method().equals(Method.GET) && route.role() != null) {
            exchange.answerBytes().keep(answer.bytes());
        }
        return answer;
    }

    /** Adds the token with which a search on any server sees what this answer says. */
    private Answer withPosition(Answer answer) {
        try {
            return answer.with(POSITION, engine.searches().position().toString());
        } catch (RuntimeException e) {
            // What was done is done: the client learns that, if not the token.
            return answer;
        }
    }

    private void authorize(@Nullable Role needed, Identity identity, ServerRequestHeaders headers) {
        if (needed == null) {
            return;
        }
        if (identity.equals(Identity.EVERYBODY) && !LocalCallers.includes(headers, scheme)) {
            throw Problem.of(
                            ErrorCode.FORBIDDEN,
                            "Without API keys, this server answers only requests to localhost from its own machine,"
                                    + " and none from other sites' pages")
                    .exception();
        }
        if (identity.equals(Identity.NOBODY)) {
            throw Problem.of(ErrorCode.UNAUTHENTICATED, "Send an API key: Authorization: Bearer KEY")
                    .exception();
        }
        if (identity.equals(Identity.UNKNOWN)) {
            throw Problem.of(ErrorCode.UNAUTHENTICATED, "The API key is unknown")
                    .exception();
        }
        if (!identity.role().includes(needed)) {
            throw Problem.of(
                            ErrorCode.FORBIDDEN,
                            "This request needs the role " + needed + ", but the key has " + identity.role())
                    .exception();
        }
    }

    private static Answer methodNotAllowed(List<Route> routes) {
        String allowed = routes.stream().map(Route::method).map(Method::text).collect(Collectors.joining(", "));
        return Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "Allowed here: " + allowed)
                .answer()
                .with("Allow", allowed);
    }

    /** Applies a precondition to the answer to a read. */
    private static Answer judged(Precondition condition, Answer read) {
        String etag = read.headers().get(Preconditions.ETAG);
        if (etag == null || condition.isNone()) {
            return read;
        }
        Tag tag = new Tag(etag.substring(1, etag.length() - 1));
        if (!new Precondition(condition.match(), null).holds(tag)) {
            return OutcomeHttp.problem(new PreconditionFailed("resource", tag)).answer();
        }
        return condition.holds(tag) ? read : Answer.notModified(etag);
    }
}
