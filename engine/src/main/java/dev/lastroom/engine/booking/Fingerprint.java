package dev.lastroom.engine.booking;

/**
 * What binds an idempotency key to one request: SHA-256 over method, path and canonical body. Immutable and
 * thread-safe.
 *
 * @param value 64 hex digits
 */
public record Fingerprint(String value) {

    static Fingerprint of(String methodAndPath, String canonicalBody) {
        return new Fingerprint(Sha256.hex(methodAndPath + "\n" + canonicalBody));
    }

    @Override
    public String toString() {
        return value;
    }
}
