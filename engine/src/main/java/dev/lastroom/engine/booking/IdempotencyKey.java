package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.Ids;

/**
 * Names a request, so that sending it again gives the first answer, not a second booking. Scoped to the owner of the
 * caller's API key. Immutable and thread-safe.
 *
 * @param value 1-255 printable ASCII characters
 */
public record IdempotencyKey(String value) {

    /** The longest key, in characters. */
    public static final int KEY_LENGTH_MAX = 255;

    /** @throws IllegalArgumentException if {@code value} is empty, too long or not printable ASCII */
    public IdempotencyKey {
        if (value.isEmpty()
                || value.length() > KEY_LENGTH_MAX
                || !Ids.everyCharacter(value, c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("must be 1-" + KEY_LENGTH_MAX + " printable ASCII characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
