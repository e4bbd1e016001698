package dev.lastroom.engine.inventory;

import java.util.function.IntPredicate;

/**
 * The form of the ids that callers choose: 1-64 of {@code A-Z a-z 0-9 . _ -}, but neither {@code .} nor {@code ..},
 * which clients and proxies remove from a path (RFC 3986, section 5.2.4).
 */
public final class Ids {

    /** The longest id, in characters. */
    public static final int ID_LENGTH_MAX = 64;

    private Ids() {}

    /**
     * Returns {@code value} if it has the form of an id.
     *
     * @throws IllegalArgumentException if it does not
     */
    public static String check(String value) {
        if (value.isEmpty() || value.length() > ID_LENGTH_MAX || !everyCharacter(value, Ids::allowed)) {
            throw new IllegalArgumentException("must be 1-" + ID_LENGTH_MAX + " characters of A-Z a-z 0-9 . _ -");
        }
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("must not be " + value + ", which cannot be part of a path");
        }
        return value;
    }

    /**
     * Whether every character of {@code value} is allowed. A loop, since a stream for every value read is measurably
     * slow.
     */
    public static boolean everyCharacter(String value, IntPredicate isAllowed) {
        for (int i = 0; i < value.length(); i++) {
            if (!isAllowed.test(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowed(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
