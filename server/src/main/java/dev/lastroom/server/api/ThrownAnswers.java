package dev.lastroom.server.api;

import dev.lastroom.engine.store.StoreException;
import dev.lastroom.server.edge.TransportProblems;
import dev.lastroom.server.http.AnswerWriter;
import dev.lastroom.server.http.ProblemException;
import io.helidon.http.HttpException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers exceptions thrown during a request. The web server would answer them too, but would first wait without limit
 * for the rest of the body.
 */
final class ThrownAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ThrownAnswers.class);

    private ThrownAnswers() {}

    static void register(HttpRouting.Builder routing) {
        routing.error(ProblemException.class, ThrownAnswers::malformed)
                .error(StoreException.class, ThrownAnswers::notRead)
                .error(HttpException.class, ThrownAnswers::ofWebServer)
                .error(Exception.class, ThrownAnswers::unexpected);
    }

    private static void malformed(ServerRequest request, ServerResponse response, ProblemException e) {
        AnswerWriter.send(e.problem().answer(), response);
    }

    private static void notRead(ServerRequest request, ServerResponse response, StoreException e) {
        // Failures of commands are outcomes, and the engine logs them; this is a read.
        // Without a cause, the exception comes from the breaker, which has already logged it once.
        if (e.getCause() != null) {
            LOG.warn("a read failed: {}", e.getMessage(), e);
        }
        AnswerWriter.send(
                OutcomeHttp.problem(e.failure(), String.valueOf(e.getMessage())).answer(), response);
    }

    /** Answers the web server's own exceptions. The pages use them for "not found" and "not modified". */
    private static void ofWebServer(ServerRequest request, ServerResponse response, HttpException e) {
        e.headers().forEach(response::header);
        if (e.status().code() < 400) {
            response.status(e.status()).send();
        } else {
            AnswerWriter.send(
                    TransportProblems.problem(e.status(), e.getMessage()).answer(), response);
        }
    }

    private static void unexpected(ServerRequest request, ServerResponse response, Exception e) {
        LOG.error("a request failed", e);
        AnswerWriter.send(TransportProblems.INTERNAL_ERROR.answer(), response);
    }
}
