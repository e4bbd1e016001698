package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.Sha256;
import dev.lastroom.engine.booking.Uuids;
import java.util.UUID;

/**
 * The name under which a store remembers an idempotency key: the first 128 bits of SHA-256 over the owner and the key,
 * so that every name has the same small size, whatever clients send. Every store claims keys in the order of these
 * names. Immutable and thread-safe.
 */
public record ScopedKey(UUID hash) implements Comparable<ScopedKey> {

    /** The name of {@code key} in the scope of {@code owner}. */
    public static ScopedKey of(String owner, IdempotencyKey key) {
        return new ScopedKey(Sha256.first128(owner + "\n" + key));
    }

    @Override
    public int compareTo(ScopedKey other) {
        return Uuids.compare(hash, other.hash);
    }

    @Override
    public String toString() {
        return hash.toString();
    }
}
