package dev.lastroom.engine.inventory;

/** The limits of texts that people read. */
public final class Names {

    /** The longest name, in characters. */
    public static final int NAME_LENGTH_MAX = 200;

    /** The longest description, in characters. */
    public static final int DESCRIPTION_LENGTH_MAX = 2_000;

    private Names() {}

    /**
     * Returns {@code name}.
     *
     * @throws IllegalArgumentException if it is blank, too long or has control characters
     */
    public static String check(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("must not be blank");
        }
        return checkText(name, NAME_LENGTH_MAX);
    }

    /**
     * Returns {@code text}, which may be empty.
     *
     * @throws IllegalArgumentException as {@link #check}
     */
    public static String checkDescription(String text) {
        return checkText(text, DESCRIPTION_LENGTH_MAX);
    }

    private static String checkText(String text, int lengthMax) {
        if (text.length() > lengthMax) {
            throw new IllegalArgumentException("must be at most " + lengthMax + " characters");
        }
        // PostgreSQL cannot store U+0000, and lone surrogates are no text in UTF-8.
        if (text.chars().anyMatch(c -> c == 0 || (c < ' ' && c != '\n' && c != '\t'))
                || text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("must not contain control characters");
        }
        return text;
    }
}
