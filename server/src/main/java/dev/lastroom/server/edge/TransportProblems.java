package dev.lastroom.server.edge;

import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.Problem;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Answers what never reaches a route: malformed HTTP, and bodies longer than the service reads. Thread-safe. */
public final class TransportProblems implements DirectHandler {

    /** The problem that callers see for an error of the service. */
    public static final Problem INTERNAL_ERROR = Problem.of(
            ErrorCode.INTERNAL_ERROR,
            "Something went wrong in the server; its log has the details under the request id");

    private final AccessLog accessLog;
    private final BrowserHeaders browserHeaders;

    private TransportProblems(AccessLog accessLog, BrowserHeaders browserHeaders) {
        this.accessLog = accessLog;
        this.browserHeaders = browserHeaders;
    }

    public static DirectHandlers handlers(AccessLog accessLog, BrowserHeaders browserHeaders) {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        TransportProblems problems = new TransportProblems(accessLog, browserHeaders);
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, problems);
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        TransportResponse.Builder response =
                TransportResponse.builder().headers(headers).keepAlive(type.keepAlive());
        if (type == EventType.BAD_REQUEST) {
            // Nobody can tell where a malformed request ends and the next begins.
            response.header(HeaderNames.CONNECTION, "close");
        }
        // Within a request, its filter has set the id and writes the log. A request too malformed for the filter has
        // neither.
        boolean insideRequest = MDC.get(Exchange.REQUEST_ID_IN_LOG) != null;
        // The web server's parser takes some malformed request lines for internal errors.
        Status found = !insideRequest && status.code() >= 500 ? Status.BAD_REQUEST_400 : status;
        Problem problem = problem(found, message);
        Answer answer = problem.answer();
        if (!insideRequest) {
            Exchange exchange = Exchange.ofNothing(request.headers());
            response.header(Exchange.REQUEST_ID, exchange.requestId());
            browserHeaders.of(request.path()).forEach(h -> response.header(h.headerName(), h.get()));
            log(exchange, request, answer.status());
        }
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        return response.status(Status.create(answer.status()))
                .header(HeaderNames.CONTENT_TYPE, answer.content().type())
                .entity(Json.write(problem.json()))
                .build();
    }

    private void log(Exchange exchange, TransportRequest request, int status) {
        MDC.put(Exchange.REQUEST_ID_IN_LOG, exchange.requestId());
        try {
            accessLog.answered(exchange, request.method(), request.path(), status, Duration.ZERO);
        } finally {
            MDC.remove(Exchange.REQUEST_ID_IN_LOG);
        }
    }

    /** Returns the problem for a status that the web server set. */
    public static Problem problem(Status status, @Nullable String message) {
        return switch (status.code()) {
            case 404 -> Problem.of(ErrorCode.NOT_FOUND, "There is nothing at this path");
            case 413 ->
                Problem.ofField(
                        ErrorCode.PAYLOAD_TOO_LARGE, "body", "body must be at most " + Call.BATCH_BYTES_MAX + " bytes");
            case 415 -> Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json");
            default ->
                status.code() < 500
                        ? Problem.ofField(ErrorCode.VALIDATION_FAILED, "request", malformed(message))
                        : INTERNAL_ERROR;
        };
    }

    private static String malformed(@Nullable String message) {
        return message == null ? "The request is not valid HTTP" : "The request is not valid HTTP: " + message;
    }
}
