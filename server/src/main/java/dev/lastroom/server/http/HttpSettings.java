package dev.lastroom.server.http;

import java.time.Duration;

/**
 * How the service listens. Immutable and thread-safe.
 *
 * @param host the name or address to listen on
 * @param port the port, 0-65535; 0 means any free one
 * @param requireIdempotencyKey whether a booking without an idempotency key is refused
 * @param shutdownGrace how long requests in flight are waited for when the service is closed
 * @param idleTimeout how long a connection may take to send a whole request, or to send nothing, at least 1 s
 */
public record HttpSettings(
        String host, int port, boolean requireIdempotencyKey, Duration shutdownGrace, Duration idleTimeout) {

    /** Loopback only, port 8080. */
    public static final HttpSettings DEFAULT =
            new HttpSettings("127.0.0.1", 8080, false, Duration.ofSeconds(30), Duration.ofSeconds(30));

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
}
