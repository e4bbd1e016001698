package dev.lastroom.engine.booking;

import java.util.Comparator;

/**
 * An idempotency key within the scope of its owner. Its order is the order in which every store claims keys. Immutable
 * and thread-safe.
 */
public record ScopedKey(String owner, IdempotencyKey key) implements Comparable<ScopedKey> {

    private static final Comparator<ScopedKey> ORDER =
            Comparator.comparing(ScopedKey::owner).thenComparing(k -> k.key().value());

    @Override
    public int compareTo(ScopedKey other) {
        return ORDER.compare(this, other);
    }
}
