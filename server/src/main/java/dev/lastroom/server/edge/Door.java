package dev.lastroom.server.edge;

import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Head;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.ProblemException;
import java.net.InetAddress;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what every request needs, whatever answers it: its id, its log line, the caller's identity, and the door that
 * closes at shutdown. The web server calls it on its event loops, so nothing here blocks. Thread-safe.
 */
public final class Door {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    /** The problem that callers see for an error of the service. */
    public static final Problem INTERNAL_ERROR = Problem.of(
            ErrorCode.INTERNAL_ERROR,
            "Something went wrong in the server; its log has the details under the request id");

    private final InFlight inFlight;
    private final Admission admission;
    private final Proxies proxies;
    private final Budget requestBytes;
    private final Budget answerBytes;
    private final AccessLog accessLog;
    private final Work.Finder finder;

    public Door(
            InFlight inFlight,
            Admission admission,
            Proxies proxies,
            Budget requestBytes,
            Budget answerBytes,
            AccessLog accessLog,
            Work.Finder finder) {
        this.inFlight = inFlight;
        this.admission = admission;
        this.proxies = proxies;
        this.requestBytes = requestBytes;
        this.answerBytes = answerBytes;
        this.accessLog = accessLog;
        this.finder = finder;
    }

    /** Begins an exchange, which must {@link #end}. */
    public Exchange begin(Head head, Executor executor) {
        return new Exchange(head, proxies.client(head.remote(), head.headers()), executor, requestBytes, answerBytes);
    }

    /** Decides what becomes of a request. */
    public Work enter(Exchange exchange) {
        Head head = exchange.head();
        try {
            exchange.isBy(admission.admit(head.target().path(), head.headers(), exchange.client()));
            Problem refusal = inFlight.enter(exchange.identity());
            if (refusal != null) {
                // A caller with its share of requests must not use more of them to keep connections from others.
                return new Work.Answered(refusal.answer(), true);
            }
            exchange.enters();
            return finder.find(exchange);
        } catch (ProblemException e) {
            return new Work.Answered(e.problem().answer(), false);
        } catch (RuntimeException e) {
            exchange.log(() -> LOG.error("a request failed", e));
            return new Work.Answered(INTERNAL_ERROR.answer(), false);
        }
    }

    /**
     * Ends an exchange.
     *
     * @param status the HTTP status; 0 if the connection broke before there was one
     */
    public void end(Exchange exchange, int status) {
        exchange.close();
        if (exchange.isInside()) {
            inFlight.exit(exchange.identity());
        }
        exchange.log(() -> accessLog.answered(exchange, status));
    }

    /** Answers input that is no request. */
    public static Answer malformed(String message) {
        return Problem.ofField(ErrorCode.VALIDATION_FAILED, "request", message).answer();
    }

    /** Answers a body that is too long. */
    public static Answer tooLong(int bytesMax) {
        return Problem.ofField(ErrorCode.PAYLOAD_TOO_LARGE, "body", "body must be at most " + bytesMax + " bytes")
                .answer();
    }

    /** Returns whether an address belongs to a proxy, whose connections are those of many clients. */
    public boolean isProxy(InetAddress address) {
        return proxies.include(address);
    }
}
