package dev.lastroom.engine.inventory;

import dev.lastroom.engine.money.Terms;
import org.jspecify.annotations.Nullable;

/**
 * A kind of room that is sold as one: any free room of the type will do. Immutable and thread-safe.
 *
 * @param id the caller's id
 * @param propertyId the property it belongs to; it never moves to another
 * @param name what people call it, 1-200 characters
 * @param description a longer text, at most 2,000 characters, possibly empty
 * @param totalRooms the default number of rooms of a night, 0-100,000
 * @param pricePerNight the default price of a room and night, in minor units of the property's currency, 0-10^12
 * @param terms the terms of new bookings, in addition to the price
 * @param presentation what it shows to people who choose a room
 * @param maxOccupancy how many guests one room takes, 1-100; null if they are not counted
 */
public record RoomType(
        RoomTypeId id,
        PropertyId propertyId,
        String name,
        String description,
        int totalRooms,
        long pricePerNight,
        Terms terms,
        Presentation presentation,
        @Nullable Integer maxOccupancy) {

    /** The most rooms of a type. */
    public static final int TOTAL_ROOMS_MAX = 100_000;

    /** The highest price of a night, in minor units: a stay of 365 nights in 1,000 rooms still fits 64 bits. */
    public static final long PRICE_PER_NIGHT_MAX = 1_000_000_000_000L;

    /** The most guests that a room takes. */
    public static final int OCCUPANCY_MAX = 100;

    /** @throws IllegalArgumentException if a value is out of its range */
    public RoomType {
        Names.check(name);
        Names.checkDescription(description);
        checkTotalRooms(totalRooms);
        checkPricePerNight(pricePerNight);
        if (maxOccupancy != null) {
            checkMaxOccupancy(maxOccupancy);
        }
    }

    /** Whether this many guests fit into this many rooms. */
    public boolean takes(int guests, int rooms) {
        return maxOccupancy == null || guests <= rooms * maxOccupancy;
    }

    /**
     * Returns {@code guests}.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static int checkMaxOccupancy(int guests) {
        if (guests < 1 || guests > OCCUPANCY_MAX) {
            throw new IllegalArgumentException("must be 1 to " + OCCUPANCY_MAX);
        }
        return guests;
    }

    /** A room type without terms or presentation. */
    public RoomType(
            RoomTypeId id, PropertyId propertyId, String name, String description, int totalRooms, long pricePerNight) {
        this(id, propertyId, name, description, totalRooms, pricePerNight, Terms.NONE, Presentation.NONE, null);
    }

    /** The same room type with other terms. */
    public RoomType with(Terms other) {
        return new RoomType(
                id, propertyId, name, description, totalRooms, pricePerNight, other, presentation, maxOccupancy);
    }

    /** The same room type with another presentation. */
    public RoomType with(Presentation other) {
        return new RoomType(id, propertyId, name, description, totalRooms, pricePerNight, terms, other, maxOccupancy);
    }

    /**
     * The same room type with another number of guests for each room; null if they are not counted.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public RoomType withMaxOccupancy(@Nullable Integer guests) {
        return new RoomType(id, propertyId, name, description, totalRooms, pricePerNight, terms, presentation, guests);
    }

    /**
     * Returns {@code rooms}.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static int checkTotalRooms(int rooms) {
        if (rooms < 0 || rooms > TOTAL_ROOMS_MAX) {
            throw new IllegalArgumentException("must be 0 to " + TOTAL_ROOMS_MAX);
        }
        return rooms;
    }

    /**
     * Returns {@code minor}.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static long checkPricePerNight(long minor) {
        if (minor < 0 || minor > PRICE_PER_NIGHT_MAX) {
            throw new IllegalArgumentException("must be 0 to " + PRICE_PER_NIGHT_MAX + " minor units");
        }
        return minor;
    }
}
