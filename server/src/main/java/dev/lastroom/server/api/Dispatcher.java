package dev.lastroom.server.api;

import dev.lastroom.engine.command.Precondition;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.lane.Breakdown;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Routes each request to its endpoint if the caller's role allows it. Thread-safe. */
final class Dispatcher implements Work.Finder {

    private static final String HEAD = "HEAD";

    private final RouteTree routes;
    private final WebPages pages;
    private final Admission admission;
    private final String scheme;
    private final Breakdown breakdown;

    Dispatcher(List<Route> routes, WebPages pages, Admission admission, String scheme, Breakdown breakdown) {
        this.routes = new RouteTree(routes);
        this.pages = pages;
        this.admission = admission;
        this.scheme = scheme;
        this.breakdown = breakdown;
    }

    @Override
    public Work find(Exchange exchange) {
        Head head = exchange.head();
        RouteTree.@Nullable Found found = routes.find(head.target().segments());
        if (found == null) {
            return new Work.Task(0, true, _ -> attempt("a page", () -> pages.answer(head)));
        }
        Route route = found.route(head.method().equals(HEAD) ? Route.GET : head.method());
        if (route == null) {
            return new Work.Answered(methodNotAllowed(found.routes()), false);
        }
        exchange.isFor(route);
        authorize(route.role(), exchange.identity(), head);
        Preconditions.check(route.isConditional(), route.isRead(), head.headers());
        if (!route.isRead()) {
            admission.change(exchange.identity(), 1);
        }
        return new Work.Task(
                route.bodyBytesMax(),
                route.endpoint() instanceof Route.Endpoint,
                body -> carriedOut(route, new Call(exchange, found.parameters(), body, admission), exchange));
    }

    private CompletionStage<Answer> carriedOut(Route route, Call call, Exchange exchange) {
        String what = "a request to " + route.path();
        return switch (route.endpoint()) {
            case Route.Endpoint endpoint -> attempt(what, () -> finished(route, endpoint.answer(call), call, exchange));
            case Route.Prompt endpoint -> {
                CompletionStage<Answer> answer;
                try {
                    answer = endpoint.answer(call);
                } catch (RuntimeException | Error e) {
                    yield CompletableFuture.completedFuture(thrown(what, e));
                }
                yield answer.handle((it, e) -> e == null
                        ? attempt(what, () -> finished(route, it, call, exchange))
                                .getNow(it)
                        : thrown(what, e instanceof CompletionException ? e.getCause() : e));
            }
        };
    }

    /** Makes an answer, and never throws. */
    private CompletableFuture<Answer> attempt(String what, Supplier<Answer> make) {
        try {
            return CompletableFuture.completedFuture(make.get());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.completedFuture(thrown(what, e));
        }
    }

    private Answer thrown(String what, @Nullable Throwable e) {
        if (e instanceof Error) {
            breakdown.reportIfFatal(what, e);
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

    private void authorize(@Nullable Role needed, Identity identity, Head head) {
        if (needed == null) {
            return;
        }
        if (identity.equals(Identity.EVERYBODY) && !LocalCallers.includes(head, scheme)) {
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
