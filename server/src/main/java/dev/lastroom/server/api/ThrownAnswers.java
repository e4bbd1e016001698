package dev.lastroom.server.api;

import dev.lastroom.engine.store.StoreException;
import dev.lastroom.server.edge.Door;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers exceptions thrown during a request. */
final class ThrownAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ThrownAnswers.class);

    private ThrownAnswers() {}

    static Answer answer(@Nullable Throwable thrown) {
        return switch (thrown) {
            case ProblemException e -> e.problem().answer();
            case StoreException e -> notRead(e);
            case null, default -> {
                LOG.error("a request failed", thrown);
                yield Door.INTERNAL_ERROR.answer();
            }
        };
    }

    private static Answer notRead(StoreException e) {
        // Failures of commands are outcomes, and the engine logs them; this is a read.
        // Without a cause, the exception comes from the breaker, which has already logged it once.
        if (e.getCause() != null) {
            LOG.warn("a read failed: {}", e.getMessage(), e);
        }
        return OutcomeHttp.problem(e.failure(), String.valueOf(e.getMessage())).answer();
    }
}
