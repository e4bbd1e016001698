package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The group that a command is for, and the conditions on it. Immutable and thread-safe.
 *
 * @param groupId the group
 * @param userId the user it must belong to; null for a caller that may act for any user
 * @param owner the owner that must have made it, other owners' groups are not found; null for a caller that sees all
 *     groups
 * @param condition the state that it must have
 * @param givenKey the caller's idempotency key, if one was given
 */
public record GroupTarget(
        GroupId groupId,
        @Nullable UserId userId,
        @Nullable String owner,
        Precondition condition,
        @Nullable IdempotencyKey givenKey) {

    /** A group in any state. */
    public GroupTarget(
            GroupId groupId, @Nullable UserId userId, @Nullable String owner, @Nullable IdempotencyKey givenKey) {
        this(groupId, userId, owner, Precondition.NONE, givenKey);
    }

    /** A group of any owner, in any state. */
    public static GroupTarget of(GroupId groupId) {
        return new GroupTarget(groupId, null, null, null);
    }

    /** The same group, under an idempotency key. */
    public GroupTarget withKey(String key) {
        return new GroupTarget(groupId, userId, owner, condition, new IdempotencyKey(key));
    }

    /** The conditions as text, as part of what a key is bound to. */
    String canonical() {
        String plain = groupId + "|" + userId;
        return condition.isNone() ? plain : plain + "|" + condition.canonical();
    }
}
