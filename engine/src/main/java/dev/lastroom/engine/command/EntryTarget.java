package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which entry of a waitlist a command is for, and on what conditions. Immutable and thread-safe.
 *
 * @param entryId the entry
 * @param userId whose entry it must be; null for someone who may act for anybody
 * @param owner whose API key must have made it, another's is not found; null for someone who sees all entries
 * @param givenKey the caller's idempotency key, if one was given
 */
public record EntryTarget(
        EntryId entryId,
        @Nullable UserId userId,
        @Nullable String owner,
        @Nullable IdempotencyKey givenKey) {

    /** An entry whoever made it. */
    public static EntryTarget of(EntryId entryId) {
        return new EntryTarget(entryId, null, null, null);
    }

    /** The same entry, under an idempotency key. */
    public EntryTarget withKey(String key) {
        return new EntryTarget(entryId, userId, owner, new IdempotencyKey(key));
    }

    /** The conditions as text, as a part of what a key is bound to. */
    String canonical() {
        return entryId + "|" + userId;
    }
}
