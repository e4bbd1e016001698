package dev.lastroom.engine.inventory;

/** The limits of texts that people read. Lengths count Unicode code points. */
public final class Names {

    /** The longest name, in code points. */
    public static final int NAME_LENGTH_MAX = 200;

    /** The longest description, in code points. */
    public static final int DESCRIPTION_LENGTH_MAX = 2_000;

    private Names() {}

    /**
     * Returns {@code name}.
     *
     * @throws IllegalArgumentException if it shows nothing, is too long or has control characters, including line
     *     breaks and tabs
     */
    public static String check(String name) {
        return check(name, NAME_LENGTH_MAX);
    }

    /** Checks a name against another limit, in code points. */
    static String check(String name, int lengthMax) {
        if (name.codePoints().noneMatch(Names::isSeen)) {
            throw new IllegalArgumentException("must not be blank");
        }
        return checkText(name, lengthMax, "");
    }

    /** To Java, a no-break space is not white space, and a zero-width space is no space at all. */
    private static boolean isSeen(int codePoint) {
        return !Character.isWhitespace(codePoint)
                && !Character.isSpaceChar(codePoint)
                && Character.getType(codePoint) != Character.FORMAT;
    }

    /**
     * Returns {@code text}, which may be empty and have line breaks and tabs.
     *
     * @throws IllegalArgumentException if it is too long or has other control characters
     */
    public static String checkDescription(String text) {
        return checkText(text, DESCRIPTION_LENGTH_MAX, "\n\t");
    }

    /**
     * Whether {@code codePoint} is a control character or a lone surrogate. Not every store can keep U+0000, and UTF-8
     * has no lone surrogates.
     */
    public static boolean isControl(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static String checkText(String text, int lengthMax, String allowed) {
        if (text.codePointCount(0, text.length()) > lengthMax) {
            throw new IllegalArgumentException("must be at most " + lengthMax + " characters");
        }
        if (text.codePoints().anyMatch(c -> isControl(c) && allowed.indexOf(c) < 0)) {
            throw new IllegalArgumentException("must not contain control characters");
        }
        return text;
    }
}
