package dev.lastroom.server.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import org.slf4j.MDC;

/**
 * What is the same for every request, whatever answers it: its id, its log line, the headers that keep browsers safe,
 * and the door that closes at shutdown. Thread-safe.
 */
final class RequestFilter implements Filter {

    private final InFlight inFlight;
    private final AccessLog accessLog;

    RequestFilter(InFlight inFlight, AccessLog accessLog) {
        this.inFlight = inFlight;
        this.accessLog = accessLog;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long start = System.nanoTime();
        Exchange exchange = new Exchange(request.headers());
        request.context().register(exchange);
        MDC.put(Exchange.REQUEST_ID_IN_LOG, exchange.requestId());
        try {
            response.header(Exchange.REQUEST_ID, exchange.requestId());
            BrowserHeaders.of(request.prologue().uriPath().rawPath()).forEach(response::header);
            proceed(chain, response);
        } finally {
            accessLog.answered(
                    exchange,
                    request.prologue().method().text(),
                    request.prologue().uriPath().rawPath(),
                    response.isSent() ? response.status().code() : 0,
                    Duration.ofNanos(System.nanoTime() - start));
            MDC.remove(Exchange.REQUEST_ID_IN_LOG);
        }
        // The web server says that it closes the connection, but leaves it to the client.
        if (response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("the answer was the last one");
        }
    }

    private void proceed(FilterChain chain, RoutingResponse response) {
        if (!inFlight.enter()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
            Answers.send(
                    Problem.of(ErrorCode.OVERLOADED, "The server is shutting down")
                            .answer(),
                    response);
            return;
        }
        try {
            chain.proceed();
        } finally {
            inFlight.exit();
        }
    }
}
