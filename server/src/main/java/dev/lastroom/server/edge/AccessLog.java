package dev.lastroom.server.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one log line, if it should, and one measurement per request, never its query, body or key. Thread-safe. */
public final class AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.lastroom.access");

    /** Callers may send any word as a method, and each would become a time series of its own. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE");

    private final MeterRegistry registry;
    private final boolean writes;

    /** The registry would build each measurement's tags anew to find its timer. */
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    /** What is measured together. There are as many as routes, methods and statuses. */
    private record Kind(String method, String route, int status) {}

    /** @param writes whether log lines are written too */
    public AccessLog(MeterRegistry registry, boolean writes) {
        this.registry = registry;
        this.writes = writes;
    }

    /**
     * Records that a request was answered.
     *
     * @param status the HTTP status; 0 if the connection broke before there was one
     */
    public void answered(Exchange exchange, int status) {
        String method = exchange.head().method();
        long nanos = exchange.nanos();
        String known = METHODS.contains(method) ? method : "other";
        timers.computeIfAbsent(new Kind(known, exchange.route(), status), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
        if (writes) {
            log(exchange, method, status, nanos);
        }
    }

    private static void log(Exchange exchange, String method, int status, long nanos) {
        LOG.atInfo()
                .addKeyValue("method", method)
                .addKeyValue("path", exchange.head().target().path())
                .addKeyValue("status", status)
                .addKeyValue("durationMicros", nanos / 1_000)
                .addKeyValue("owner", exchange.owner())
                .log("request");
    }

    private Timer timer(Kind kind) {
        return Timer.builder("lastroom.http.requests")
                .description("Answered requests")
                .tag("method", kind.method())
                .tag("route", kind.route())
                .tag("status", Integer.toString(kind.status()))
                .register(registry);
    }
}
