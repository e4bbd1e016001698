package dev.lastroom.engine.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tags that a resource must have, or must not have, when a command on it is decided (RFC 9110, section 13.1). The
 * rules check it under the command's locks, so nothing changes in between. Immutable and thread-safe.
 *
 * @param match the tags of which the resource must have one; null if any state will do, even absence
 * @param noneMatch the tags that the resource must not have; null if any state will do
 */
public record Precondition(@Nullable Tags match, @Nullable Tags noneMatch) {

    /** No condition. */
    public static final Precondition NONE = new Precondition(null, null);

    /** The resource must not exist yet. */
    public static final Precondition ABSENT = new Precondition(null, Tags.ANY);

    /** The resource must be in the state that {@code tag} names. */
    public static Precondition is(Tag tag) {
        return new Precondition(Tags.of(List.of(tag)), null);
    }

    /** Whether there is no condition. */
    public boolean isNone() {
        return match == null && noneMatch == null;
    }

    /** Whether it holds for a resource with this tag; null for a missing resource. */
    public boolean holds(@Nullable Tag now) {
        return (match == null || match.include(now)) && (noneMatch == null || !noneMatch.include(now));
    }

    /** The text that a key is bound to; null if there is no condition. */
    @Nullable
    String canonical() {
        return isNone() ? null : toString();
    }

    /**
     * A set of tags: some, or all.
     *
     * @param any whether every tag is in the set
     * @param tags the tags, unless every tag is
     */
    public record Tags(boolean any, List<Tag> tags) {

        /** Every tag. */
        public static final Tags ANY = new Tags(true, List.of());

        public Tags {
            tags = List.copyOf(tags);
        }

        /** Only these tags. */
        public static Tags of(List<Tag> tags) {
            return new Tags(false, tags);
        }

        /** Whether the set includes the tag; null for a missing resource. */
        boolean include(@Nullable Tag tag) {
            return tag != null && (any || tags.contains(tag));
        }
    }
}
