package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.Ids;

/**
 * The caller's id of the guest or account that a booking is for: 1-64 of {@code A-Z a-z 0-9 . _ -}. Immutable and
 * thread-safe.
 *
 * @param value the id
 */
public record UserId(String value) implements Comparable<UserId> {

    /** @throws IllegalArgumentException if {@code value} does not have the form of an id */
    public UserId {
        Ids.check(value);
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
