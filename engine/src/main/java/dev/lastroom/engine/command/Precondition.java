package dev.lastroom.engine.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state that something must have, or must not have, in the moment in which a command on it is decided (RFC 9110, section 13.1).
 * The rules judge it under the locks of the command, so that nobody changes anything in between. Immutable and thread-safe.
 *
 * @param match the tags of which one must be its tag; null where any state will do, and none too
 * @param noneMatch the tags of which none may be its tag; null where any state will do
 */
public record Precondition(@Nullable Tags match, @Nullable Tags noneMatch) {

    /** Anything goes. */
    public static final Precondition NONE = new Precondition(null, null);

    /** There must be nothing yet. */
    public static final Precondition ABSENT = new Precondition(null, Tags.ANY);

    /** It must be in the state that {@code tag} names. */
    public static Precondition is(Tag tag) {
        return new Precondition(Tags.of(List.of(tag)), null);
    }

    /** Whether nothing is asked. */
    public boolean isNone() {
        return match == null && noneMatch == null;
    }

    /** Whether it holds for something that has this tag; null where there is nothing. */
    public boolean holds(@Nullable Tag now) {
        return (match == null || match.include(now)) && (noneMatch == null || !noneMatch.include(now));
    }

    /** For what a key is bound to: null where nothing is asked. */
    @Nullable
    String canonical() {
        return isNone() ? null : toString();
    }

    /**
     * Some tags, or all that there can be.
     *
     * @param any whether every tag is one of them
     * @param tags them, where not every tag is
     */
    public record Tags(boolean any, List<Tag> tags) {

        /** Every tag. */
        public static final Tags ANY = new Tags(true, List.of());

        public Tags {
            tags = List.copyOf(tags);
        }

        /** These tags, and no others. */
        public static Tags of(List<Tag> tags) {
            return new Tags(false, tags);
        }

        /** Whether what has this tag, or is not there, has one of these. */
        boolean include(@Nullable Tag tag) {
            return tag != null && (any || tags.contains(tag));
        }
    }
}
