package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.command.Precondition;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.outcome.Refusal.PreconditionFailed;
import dev.lastroom.server.access.Identity;
import dev.lastroom.server.access.LocalCallers;
import dev.lastroom.server.access.Role;
import dev.lastroom.server.edge.Admission;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.edge.Exchange;
import dev.lastroom.server.edge.Route;
import dev.lastroom.server.edge.Work;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Head;
import dev.lastroom.server.http.Preconditions;
import dev.lastroom.server.http.Problem;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Routes each request to its endpoint if the caller's role allows it. Thread-safe. */
final class Dispatcher implements Work.Finder {

    private static final String HEAD = "HEAD";
    private static final String POSITION = "Lastroom-Position";
    private static final int BAD_REQUEST = 400;

    private final RouteTree routes;
    private final WebPages pages;
    private final Admission admission;
    private final String scheme;
    private final BookingEngine engine;

    Dispatcher(List<Route> routes, WebPages pages, Admission admission, String scheme, BookingEngine engine) {
        this.routes = new RouteTree(routes);
        this.pages = pages;
        this.admission = admission;
        this.scheme = scheme;
        this.engine = engine;
    }

    @Override
    public Work find(Exchange exchange) {
        Head head = exchange.head();
        RouteTree.@Nullable Found found = routes.find(head.target().segments());
        if (found == null) {
            return new Work.Task(0, true, _ -> now(attempt("a page", () -> pages.answer(head))));
        }
        Route route = found.route(head.method().equals(HEAD) ? Route.GET : head.method());
        if (route == null) {
            return new Work.Answered(methodNotAllowed(found.routes()), false);
        }
        exchange.isFor(route);
        authorize(route.role(), exchange);
        Preconditions.check(route.isConditional(), route.isRead(), head.headers());
        if (!route.isRead()) {
            admission.change(exchange.identity(), 1);
        }
        if (route.endpoint() instanceof Route.Quick(var atOnce, var _)) {
            Call call = new Call(exchange, found.parameters(), new byte[0], admission);
            Answer answer = answeredAtOnce(route, atOnce, call, exchange);
            if (answer != null) {
                return new Work.Answered(answer, false);
            }
        }
        return new Work.Task(
                route.bodyBytesMax(),
                !(route.endpoint() instanceof Route.Prompt),
                body -> carriedOut(route, new Call(exchange, found.parameters(), body, admission), exchange));
    }

    /** Answers without waiting, for memory too; null if that is not possible. */
    private @Nullable Answer answeredAtOnce(
            Route route, Function<Call, @Nullable Answer> atOnce, Call call, Exchange exchange) {
        try {
            Answer made = atOnce.apply(call);
            if (made == null) {
                return null;
            }
            Answer answer = made.written();
            return exchange.answerBytes().tryKeepAtOnce(answer.bytes())
                    ? finished(route, answer, call, exchange)
                    : null;
        } catch (RuntimeException | Error e) {
            return thrown("a request to " + route.path(), e);
        }
    }

    private CompletionStage<Answer> carriedOut(Route route, Call call, Exchange exchange) {
        String what = "a request to " + route.path();
        return switch (route.endpoint()) {
            case Route.Endpoint endpoint -> now(answered(what, route, endpoint, call, exchange));
            case Route.Quick(var _, var endpoint) -> now(answered(what, route, endpoint, call, exchange));
            case Route.Prompt endpoint -> {
                CompletionStage<Answer> answer;
                try {
                    answer = endpoint.answer(call);
                } catch (RuntimeException | Error e) {
                    yield now(thrown(what, e));
                }
                yield answer.handle((it, e) -> e == null
                                ? attempt(what, () -> finished(route, it, call, exchange))
                                : thrown(what, e instanceof CompletionException ? e.getCause() : e))
                        .thenCompose(it -> placedPromptly(route, it));
            }
        };
    }

    private Answer answered(String what, Route route, Route.Endpoint endpoint, Call call, Exchange exchange) {
        return attempt(what, () -> placed(route, finished(route, endpoint.answer(call), call, exchange)));
    }

    private static CompletableFuture<Answer> now(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    /** Makes an answer, and never throws. */
    private Answer attempt(String what, Supplier<Answer> make) {
        try {
            return make.get();
        } catch (RuntimeException | Error e) {
            return thrown(what, e);
        }
    }

    private Answer thrown(String what, @Nullable Throwable e) {
        if (e instanceof Error) {
            engine.breakdown().reportIfFatal(what, e);
        }
        return ThrownAnswers.answer(e);
    }

    /**
     * Turns an answer into bytes, so that the objects behind it can be freed while a slow client reads. Answers of open
     * routes are small and take nothing from the budget for answers: the server must not look unhealthy because its
     * memory for reads is taken.
     */
    private static Answer finished(Route route, Answer made, Call call, Exchange exchange) {
        Answer answer = made.written();
        if (!route.isRead()) {
            return answer;
        }
        if (route.isConditional()) {
            answer = judged(call.precondition(), answer);
        }
        if (route.role() != null) {
            exchange.answerBytes().keep(answer.bytes());
        }
        return answer.packed(exchange.head().headers());
    }

    /** Adds the token with which a search on any server sees what this answer says. */
    private Answer placed(Route route, Answer answer) {
        if (!hasPlace(route, answer)) {
            return answer;
        }
        try {
            return answer.with(POSITION, engine.searches().position().toString());
        } catch (RuntimeException e) {
            // What was done is done: the client learns that, if not the token.
            return answer;
        }
    }

    /** Does what {@link #placed} does, on another thread if the database must be asked. */
    private CompletionStage<Answer> placedPromptly(Route route, Answer answer) {
        if (!hasPlace(route, answer)) {
            return now(answer);
        }
        EventId known = engine.searches().knownPosition();
        return known != null
                ? now(answer.with(POSITION, known.toString()))
                : CompletableFuture.supplyAsync(
                        () -> placed(route, answer), task -> Thread.ofVirtual().start(task));
    }

    private static boolean hasPlace(Route route, Answer answer) {
        return !route.isRead() && answer.status() < BAD_REQUEST;
    }

    private void authorize(@Nullable Role needed, Exchange exchange) {
        if (needed == null) {
            return;
        }
        Identity identity = exchange.identity();
        if (identity.equals(Identity.EVERYBODY) && !LocalCallers.includes(exchange.head(), exchange.client(), scheme)) {
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
        String allowed = routes.stream()
                .map(route -> route.isRead() ? Route.GET + ", " + HEAD : route.method())
                .collect(Collectors.joining(", "));
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
