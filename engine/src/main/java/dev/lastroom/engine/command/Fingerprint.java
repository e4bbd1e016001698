package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.Sha256;
import java.util.UUID;

/**
 * Binds an idempotency key to one request: the first 128 bits of SHA-256 over method, path and canonical body.
 * Immutable and thread-safe.
 */
public record Fingerprint(UUID hash) {

    /** The fingerprint of a request, such as {@code POST /v1/bookings} with its fields in a fixed order. */
    public static Fingerprint of(String methodAndPath, String canonicalBody) {
        return new Fingerprint(Sha256.first128(methodAndPath + "\n" + canonicalBody));
    }

    @Override
    public String toString() {
        return hash.toString();
    }
}
