package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.Ids;
import dev.lastroom.engine.inventory.Names;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rooms of one type set aside for a partner or a group on certain nights. Its {@linkplain AllotmentNight nights} hold
 * the counts. Its room type and dates never change. Immutable and thread-safe.
 *
 * @param id the id
 * @param owner whose API keys may draw on it and see it; null for all
 * @param propertyId the property
 * @param roomTypeId the room type
 * @param name who it is for, 1-200 characters
 * @param stay its nights, at most 365
 * @param release when rooms that are not picked up are released
 * @param createdAt when it was made
 */
public record Allotment(
        AllotmentId id,
        @Nullable String owner,
        PropertyId propertyId,
        RoomTypeId roomTypeId,
        String name,
        Stay stay,
        Release release,
        Instant createdAt) {

    /** @throws IllegalArgumentException if {@code owner} or {@code name} is malformed */
    public Allotment {
        if (owner != null) {
            Ids.check(owner);
        }
        Names.check(name);
    }

    /** Whether API keys of {@code caller} may draw on it and see it. */
    public boolean isFor(String caller) {
        return owner == null || owner.equals(caller);
    }

    public Allotment with(String newName, Release newRelease) {
        return new Allotment(id, owner, propertyId, roomTypeId, newName, stay, newRelease, createdAt);
    }
}
