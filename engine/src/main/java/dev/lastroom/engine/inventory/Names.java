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
     * @throws IllegalArgumentException if it is blank, too long or has control characters, line breaks and tabs included
     */
    public static String check(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("must not be blank");
        }
        return checkText(name, NAME_LENGTH_MAX, "");
    }

    /**
     * Returns {@code text}, which may be empty and have line breaks and tabs.
     *
     * @throws IllegalArgumentException if it is too long or has other control characters
     */
    public static String checkDescription(String text) {
        return checkText(text, DESCRIPTION_LENGTH_MAX, "\n\t");
    }

    /** Whether {@code codePoint} is no text: PostgreSQL cannot store U+0000, nor UTF-8 a lone surrogate. */
    public static boolean isControl(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static String checkText(String text, int lengthMax, String allowed) {
        if (text.length() > lengthMax) {
            throw new IllegalArgumentException("must be at most " + lengthMax + " characters");
        }
        if (text.codePoints().anyMatch(c -> isControl(c) && allowed.indexOf(c) < 0)) {
            throw new IllegalArgumentException("must not contain control characters");
        }
        return text;
    }
}
