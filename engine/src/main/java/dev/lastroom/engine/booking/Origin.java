package dev.lastroom.engine.booking;

import java.time.Instant;

/**
 * The request that made a booking or a waitlist entry. Immutable and thread-safe.
 *
 * @param owner whose API key the request carried
 * @param userId the user it is for
 * @param key the key of the request, given or derived
 * @param at when it came; for an entry, its place in the line
 */
public record Origin(String owner, UserId userId, IdempotencyKey key, Instant at) {

    /** The user of the owner, for counting holds. */
    public Holder holder() {
        return new Holder(owner, userId);
    }
}
