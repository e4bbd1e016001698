package dev.lastroom.engine.booking;

import dev.lastroom.engine.booking.Command.Book;

/**
 * The claim of a request to its idempotency key. It is hashed once, by the thread that makes the request, since
 * everybody waits for the thread that decides. Immutable and thread-safe.
 *
 * @param key the key, given or derived
 * @param scoped the name under which it is remembered
 * @param fingerprint what it is bound to
 */
public record Claim(IdempotencyKey key, ScopedKey scoped, Fingerprint fingerprint) {

    /** The claim of a request to book by {@code owner}. */
    public static Claim of(Book book, String owner) {
        IdempotencyKey key = book.key();
        return new Claim(key, ScopedKey.of(owner, key), book.fingerprint());
    }
}
