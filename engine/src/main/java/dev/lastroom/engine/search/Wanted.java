package dev.lastroom.engine.search;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a search asks for. Immutable and thread-safe.
 *
 * @param propertyId the property
 * @param stay the nights
 * @param rooms how many rooms
 * @param guests how many guests; null if they are not counted
 */
public record Wanted(
        PropertyId propertyId,
        Stay stay,
        int rooms,
        @Nullable Integer guests) {

    /** How many nights of each room type the answer depends on: those of the stay, and those around it. */
    public int nights() {
        return Math.toIntExact(ChronoUnit.DAYS.between(StayQuery.from(stay), StayQuery.to(stay)));
    }

    public StayQuery of(Property property, Instant now) {
        return new StayQuery(stay, rooms, guests, property.today(now), property.currency());
    }
}
