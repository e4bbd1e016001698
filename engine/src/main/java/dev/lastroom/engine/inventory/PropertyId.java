package dev.lastroom.engine.inventory;

/**
 * The caller's id of a property: 1-64 of {@code A-Z a-z 0-9 . _ -}. Immutable and thread-safe.
 *
 * @param value the id
 */
public record PropertyId(String value) implements Comparable<PropertyId> {

    /** @throws IllegalArgumentException if {@code value} does not have the form of an id */
    public PropertyId {
        Ids.check(value);
    }

    @Override
    public int compareTo(PropertyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
