package dev.lastroom.server.http;

import dev.lastroom.engine.Breakdown;
import dev.lastroom.server.http.ApiKeys.Identity;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings each request to its route: looks at the key first, then at the request. Thread-safe. */
final class Dispatcher {

    private static final String BEARER = "Bearer ";

    private final Keyring keys;
    private final RateLimit rateLimit;
    private final String scheme;
    private final BodyReader bodies;
    private final Breakdown breakdown;

    Dispatcher(Keyring keys, RateLimit rateLimit, String scheme, BodyReader bodies, Breakdown breakdown) {
        this.keys = keys;
        this.rateLimit = rateLimit;
        this.scheme = scheme;
        this.bodies = bodies;
        this.breakdown = breakdown;
    }

    /** Registers {@code routes}, with an answer for every method that they do not know. */
    void register(List<Route> routes, HttpRouting.Builder routing) {
        Map<String, List<Route>> byPath =
                routes.stream().collect(Collectors.groupingBy(Route::path, LinkedHashMap::new, Collectors.toList()));
        byPath.forEach((path, routesOfPath) -> {
            routesOfPath.forEach(route -> routing.route(route.method(), path, handler(route)));
            routing.any(path, (_, response) -> Answers.send(methodNotAllowed(routesOfPath), response));
        });
    }

    private Handler handler(Route route) {
        return (request, response) -> {
            Exchange exchange = Exchange.of(request);
            exchange.isFor(route);
            Identity identity = authorize(route.role(), request.headers());
            exchange.isBy(identity);
            try {
                Answers.send(answer(route, new Call(request, identity, exchange, bodies), exchange), response);
            } catch (Error e) {
                breakdown.reportIfFatal("a request to " + route.path(), e);
                throw e;
            }
        };
    }

    /** What an answer was made of is not needed while a slow client takes it. */
    private static Answer answer(Route route, Call call, Exchange exchange) {
        Answer answer = route.endpoint().answer(call).written();
        if (route.method().equals(Method.GET)) {
            exchange.answerBytes().keep(answer.bytes());
        }
        return answer;
    }

    private Identity authorize(@Nullable Role needed, ServerRequestHeaders headers) {
        if (needed == null) {
            return Identity.NOBODY;
        }
        Identity identity = keys.isOpen() ? welcome(headers) : authenticate(headers);
        if (!rateLimit.allows(identity.key())) {
            throw Problem.of(ErrorCode.RATE_LIMITED, "This API key sends too many requests; slow down")
                    .exception();
        }
        if (!identity.role().includes(needed)) {
            throw Problem.of(ErrorCode.FORBIDDEN, "This needs the role " + needed + ", the key has " + identity.role())
                    .exception();
        }
        return identity;
    }

    private Identity welcome(ServerRequestHeaders headers) {
        if (!LocalCallers.includes(headers, scheme)) {
            throw Problem.of(
                            ErrorCode.FORBIDDEN,
                            "Without API keys this server answers only callers on its own machine, as localhost, "
                                    + "and no pages from elsewhere")
                    .exception();
        }
        return Identity.EVERYBODY;
    }

    private Identity authenticate(ServerRequestHeaders headers) {
        List<String> values = headers.all(HeaderNames.AUTHORIZATION, List::of);
        if (values.size() != 1 || !values.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Problem.of(ErrorCode.UNAUTHENTICATED, "Send an API key: Authorization: Bearer KEY")
                    .exception();
        }
        return keys.find(values.getFirst().substring(BEARER.length()).strip())
                .orElseThrow(() -> Problem.of(ErrorCode.UNAUTHENTICATED, "The API key is not known")
                        .exception());
    }

    private static Answer methodNotAllowed(List<Route> routes) {
        String allowed = routes.stream().map(Route::method).map(Method::text).collect(Collectors.joining(", "));
        return Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "Allowed here: " + allowed)
                .answer()
                .with("Allow", allowed);
    }
}
