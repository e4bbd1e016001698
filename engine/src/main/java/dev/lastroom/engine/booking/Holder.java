package dev.lastroom.engine.booking;

import java.util.Comparator;

/**
 * A user of one owner, as the holder of holds. Two owners may use the same id for different people, and neither learns
 * of the other's. Immutable and thread-safe.
 *
 * @param owner whose API key asks
 * @param userId the user
 */
public record Holder(String owner, UserId userId) implements Comparable<Holder> {

    private static final Comparator<Holder> BY_OWNER_AND_USER =
            Comparator.comparing(Holder::owner).thenComparing(Holder::userId);

    @Override
    public int compareTo(Holder other) {
        return BY_OWNER_AND_USER.compare(this, other);
    }
}
