package dev.lastroom.engine.inventory;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * Names one night of one room type. Its order, by room type and then date, is the order in which every store locks
 * nights. Immutable and thread-safe.
 */
public record NightKey(RoomTypeId roomTypeId, LocalDate date) implements Comparable<NightKey> {

    private static final Comparator<NightKey> ORDER =
            Comparator.comparing(NightKey::roomTypeId).thenComparing(NightKey::date);

    @Override
    public int compareTo(NightKey other) {
        return ORDER.compare(this, other);
    }
}
