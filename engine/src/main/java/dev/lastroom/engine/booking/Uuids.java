package dev.lastroom.engine.booking;

import java.util.UUID;

/** Compares UUIDs as their texts compare, and as databases do: {@link UUID#compareTo} takes the bits as signed. */
final class Uuids {

    private Uuids() {}

    static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
