package dev.lastroom.server.edge;

import dev.lastroom.server.http.AnswerWriter;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.ProblemException;
import io.helidon.common.uri.UriPath;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Does what every request needs, whatever answers it: its id, its log line, the headers that protect browsers, the
 * caller's identity, and the door that closes at shutdown. Thread-safe.
 */
public final class RequestFilter implements Filter {

    private final InFlight inFlight;
    private final Admission admission;
    private final Budget requestBytes;
    private final Budget answerBytes;
    private final AccessLog accessLog;
    private final ReceiveTimeout receiveTimeout;
    private final BrowserHeaders browserHeaders;

    public RequestFilter(
            InFlight inFlight,
            Admission admission,
            Budget requestBytes,
            Budget answerBytes,
            AccessLog accessLog,
            ReceiveTimeout receiveTimeout,
            BrowserHeaders browserHeaders) {
        this.inFlight = inFlight;
        this.admission = admission;
        this.requestBytes = requestBytes;
        this.answerBytes = answerBytes;
        this.accessLog = accessLog;
        this.receiveTimeout = receiveTimeout;
        this.browserHeaders = browserHeaders;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long start = System.nanoTime();
        Exchange exchange = new Exchange(request.headers(), requestBytes, answerBytes);
        request.context().register(exchange);
        MDC.put(Exchange.REQUEST_ID_IN_LOG, exchange.requestId());
        try {
            response.header(Exchange.REQUEST_ID, exchange.requestId());
            browserHeaders.of(request.prologue().uriPath().rawPath()).forEach(response::header);
            proceed(chain, exchange, request, response);
        } finally {
            exchange.close();
            accessLog.answered(
                    exchange,
                    request.prologue().method().text(),
                    request.prologue().uriPath().rawPath(),
                    response.isSent() ? response.status().code() : 0,
                    Duration.ofNanos(System.nanoTime() - start));
            MDC.remove(Exchange.REQUEST_ID_IN_LOG);
        }
        makeReadyForNext(request, response);
    }

    /**
     * Reads the rest of the body, or closes the connection. The web server would wait forever for the rest, and would
     * keep a connection open that it announced to close.
     */
    private void makeReadyForNext(RoutingRequest request, RoutingResponse response) {
        boolean unread = request.content().hasEntity() && !request.content().consumed();
        boolean unasked = request.headers().containsToken(HeaderValues.EXPECT_100) && !request.continueSent();
        if (response.headers().containsToken(HeaderValues.CONNECTION_CLOSE) || (unread && unasked)) {
            throw new CloseConnectionException("the answer was the last one");
        }
        if (unread) {
            try {
                receiveTimeout.within(request.content()::consume);
            } catch (RuntimeException e) {
                throw new CloseConnectionException("the rest of the body never came", e);
            }
        }
    }

    private void proceed(FilterChain chain, Exchange exchange, RoutingRequest request, RoutingResponse response) {
        try {
            exchange.isBy(admission.admit(
                    request.prologue().uriPath().rawPath(),
                    request.headers(),
                    request.remotePeer().address()));
        } catch (ProblemException e) {
            AnswerWriter.send(e.problem().answer(), response);
            return;
        }
        Problem refusal = inFlight.enter(exchange.identity());
        if (refusal != null) {
            // A caller with its share of requests must not use more of them to keep connections from others.
            response.header(HeaderValues.CONNECTION_CLOSE);
            AnswerWriter.send(refusal.answer(), response);
            return;
        }
        try {
            String why = badPath(request);
            if (why == null) {
                chain.proceed();
            } else {
                AnswerWriter.send(Problem.invalid("path", why).answer(), response);
            }
        } finally {
            inFlight.exit(exchange.identity());
        }
    }

    /** Returns what is wrong with the path of a request; null if nothing is. */
    @SuppressWarnings("ConstantValue")
    private static @Nullable String badPath(RoutingRequest request) {
        UriPath path = request.prologue().uriPath();
        // A target such as a.b:c is a URI without a path, which the web server's routes do not expect.
        if (path.path() == null) {
            return "must begin with a slash, like /v1/bookings";
        }
        // The web server would ignore parameters, but nothing a caller asks for may be ignored.
        return path.rawPath().indexOf(';') < 0 ? null : "must not contain parameters, which begin with a semicolon";
    }
}
