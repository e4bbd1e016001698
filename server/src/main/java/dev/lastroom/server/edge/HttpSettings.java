package dev.lastroom.server.edge;

import dev.lastroom.server.access.Rates;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the service listens. Immutable and thread-safe.
 *
 * @param host the name or address to listen on
 * @param port the port, 0-65535; 0 means any free one
 * @param requireIdempotencyKey whether a booking without an idempotency key is refused
 * @param shutdownGrace how long closing waits for requests in flight
 * @param idleTimeout how long a connection may take to send a whole request, or may send nothing, at least 1 s
 * @param searchMaxAge how long clients may keep the answer to a search, at most 1 min; zero for not at all
 * @param accessLog whether each request is logged
 * @param rates how much callers may send
 * @param tls the certificate of the service; null for plain HTTP
 * @param edge how much it lets in at a time
 */
public record HttpSettings(
        String host,
        int port,
        boolean requireIdempotencyKey,
        Duration shutdownGrace,
        Duration idleTimeout,
        Duration searchMaxAge,
        boolean accessLog,
        Rates rates,
        @Nullable TlsSettings tls,
        EdgeSettings edge) {

    /** The port to listen on by default. */
    public static final int PORT_DEFAULT = 8080;

    private static final Duration SEARCH_MAX_AGE_MAX = Duration.ofMinutes(1);

    /** The defaults: loopback only, the default port. */
    public static final HttpSettings DEFAULT = new Draft().settings();

    /** @throws IllegalArgumentException naming the setting that is out of its range */
    public HttpSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be blank");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
        if (shutdownGrace.isNegative()) {
            throw new IllegalArgumentException("shutdownGrace must not be negative, not " + shutdownGrace);
        }
        if (idleTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("idleTimeout must be at least 1 s, not " + idleTimeout);
        }
        if (searchMaxAge.isNegative() || searchMaxAge.compareTo(SEARCH_MAX_AGE_MAX) > 0) {
            throw new IllegalArgumentException("searchMaxAge must be 0 s to 1 min, not " + searchMaxAge);
        }
    }

    /** A mutable draft of settings, which starts with the defaults. Not thread-safe. */
    public static final class Draft {
        public String host = "127.0.0.1";
        public int port = PORT_DEFAULT;
        public boolean requireIdempotencyKey = false;
        public Duration shutdownGrace = Duration.ofSeconds(30);
        public Duration idleTimeout = Duration.ofSeconds(30);
        public Duration searchMaxAge = Duration.ZERO;
        public boolean accessLog = true;
        public Rates rates = Rates.DEFAULT;
        public @Nullable TlsSettings tls = null;
        public EdgeSettings edge = EdgeSettings.DEFAULT;

        private Draft() {}

        private Draft(HttpSettings from) {
            host = from.host;
            port = from.port;
            requireIdempotencyKey = from.requireIdempotencyKey;
            shutdownGrace = from.shutdownGrace;
            idleTimeout = from.idleTimeout;
            searchMaxAge = from.searchMaxAge;
            accessLog = from.accessLog;
            rates = from.rates;
            tls = from.tls;
            edge = from.edge;
        }

        private HttpSettings settings() {
            return new HttpSettings(
                    host,
                    port,
                    requireIdempotencyKey,
                    shutdownGrace,
                    idleTimeout,
                    searchMaxAge,
                    accessLog,
                    rates,
                    tls,
                    edge);
        }
    }

    /**
     * Returns these settings with what {@code change} sets.
     *
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public HttpSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** Returns these settings with another port; 0 means any free one. */
    public HttpSettings withPort(int port) {
        return with(it -> it.port = port);
    }

    /** Returns these settings with other rates. */
    public HttpSettings withRates(Rates rates) {
        return with(it -> it.rates = rates);
    }

    /** Returns these settings with other limits of what is let in. */
    public HttpSettings withEdge(EdgeSettings edge) {
        return with(it -> it.edge = edge);
    }

    /** Returns the scheme of the service's URL. */
    public String scheme() {
        return tls == null ? "http" : "https";
    }
}
