package dev.lastroom.engine.inventory;

import java.util.List;

/**
 * The words under which properties are found together, such as {@code beach}: at most 20, each once, in alphabetical
 * order. Immutable and thread-safe.
 *
 * @param values the tags
 */
public record PropertyTags(List<String> values) {

    /** The most tags of a property. */
    public static final int TAGS_MAX = 20;

    /** The longest tag, in characters. */
    public static final int LENGTH_MAX = 40;

    /** No tags. */
    public static final PropertyTags NONE = new PropertyTags(List.of());

    /** @throws IllegalArgumentException if there are too many, or one is malformed */
    public PropertyTags {
        values = values.stream().map(PropertyTags::check).distinct().sorted().toList();
        if (values.size() > TAGS_MAX) {
            throw new IllegalArgumentException("must have at most " + TAGS_MAX + " tags");
        }
    }

    /**
     * Returns {@code tag}.
     *
     * @throws IllegalArgumentException if it does not have the form of a tag
     */
    public static String check(String tag) {
        boolean isTag = Ids.everyCharacter(tag, c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
        if (!isTag || tag.isEmpty() || tag.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("must be 1-" + LENGTH_MAX + " characters of a-z 0-9 -");
        }
        return tag;
    }
}
