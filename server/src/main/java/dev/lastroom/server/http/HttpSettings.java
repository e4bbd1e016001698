package dev.lastroom.server.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the service listens. Immutable and thread-safe.
 *
 * @param host the name or address to listen on
 * @param port the port, 0-65535; 0 means any free one
 * @param requireIdempotencyKey whether a booking without an idempotency key is refused
 * @param shutdownGrace how long requests in flight are waited for when the service is closed
 * @param idleTimeout how long a connection may take to send a whole request, or to send nothing, at least 1 s
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
        Rates rates,
        @Nullable TlsSettings tls,
        EdgeSettings edge) {

    /** Loopback only, port 8080. */
    public static final HttpSettings DEFAULT =
            new HttpSettings("127.0.0.1", 8080, false, Duration.ofSeconds(30), Duration.ofSeconds(30));

    /** Plain HTTP, with the default rates and bounds. */
    public HttpSettings(
            String host, int port, boolean requireIdempotencyKey, Duration shutdownGrace, Duration idleTimeout) {
        this(host, port, requireIdempotencyKey, shutdownGrace, idleTimeout, Rates.DEFAULT, null, EdgeSettings.DEFAULT);
    }

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
    }

    /** The same on another port; 0 takes a free one. */
    public HttpSettings withPort(int newPort) {
        return new HttpSettings(host, newPort, requireIdempotencyKey, shutdownGrace, idleTimeout, rates, tls, edge);
    }

    /** The same with other rates. */
    public HttpSettings withRates(Rates newRates) {
        return new HttpSettings(host, port, requireIdempotencyKey, shutdownGrace, idleTimeout, newRates, tls, edge);
    }

    /** The same with a certificate; null for plain HTTP. */
    public HttpSettings withTls(@Nullable TlsSettings certificate) {
        return new HttpSettings(
                host, port, requireIdempotencyKey, shutdownGrace, idleTimeout, rates, certificate, edge);
    }

    /** The same with other bounds of what is let in. */
    public HttpSettings withEdge(EdgeSettings newEdge) {
        return new HttpSettings(host, port, requireIdempotencyKey, shutdownGrace, idleTimeout, rates, tls, newEdge);
    }

    /** What the service's URL begins with. */
    public String scheme() {
        return tls == null ? "http" : "https";
    }
}
