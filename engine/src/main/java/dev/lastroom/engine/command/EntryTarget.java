package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The waitlist entry that a command is for, and the conditions on it. Immutable and thread-safe.
 *
 * @param entryId the entry
 * @param userId the user it must belong to; null for a caller that may act for any user
 * @param owner the owner that must have made it, other owners' entries are not found; null for a caller that sees all
 *     entries
 * @param givenKey the caller's idempotency key, if one was given
 */
public record EntryTarget(
        EntryId entryId,
        @Nullable UserId userId,
        @Nullable String owner,
        @Nullable IdempotencyKey givenKey) {

    /** An entry of any owner. */
    public static EntryTarget of(EntryId entryId) {
        return new EntryTarget(entryId, null, null, null);
    }

    /** The same entry, under an idempotency key. */
    public EntryTarget withKey(String key) {
        return new EntryTarget(entryId, userId, owner, new IdempotencyKey(key));
    }

    /** The conditions as text, as part of what a key is bound to. */
    String canonical() {
        return entryId + "|" + userId;
    }
}
