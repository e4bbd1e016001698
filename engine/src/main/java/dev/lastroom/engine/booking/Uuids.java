package dev.lastroom.engine.booking;

import java.util.UUID;

/** The functions that the UUIDs of all kinds of ids share. Thread-safe. */
public final class Uuids {

    private static final long HINT_MASK = 0xffffL;

    private Uuids() {}

    /**
     * Parses the form {@code 8-4-4-4-12}.
     *
     * @throws IllegalArgumentException if {@code text} does not have that form
     */
    public static UUID parse(String text) {
        UUID value;
        try {
            value = UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a UUID", e);
        }
        // UUID.fromString also takes groups of other lengths, signs, and the digits of other scripts.
        if (!value.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("must be a UUID");
        }
        return value;
    }

    /** The {@linkplain NewId#hint(dev.lastroom.engine.inventory.RoomTypeId) hint} in an id that this engine made. */
    static int hint(UUID id) {
        return (int) (id.getLeastSignificantBits() & HINT_MASK);
    }

    /** Compares UUIDs like their texts, and like databases do: {@link UUID#compareTo} treats the bits as signed. */
    public static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
