package dev.lastroom.store.jdbc;

import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The room types of one version of the catalogue, with their properties, as far as this process has read them. Every
 * transaction checks that the version is still the one in the database. Thread-safe.
 */
public final class Catalogue {

    /** About 50 MB. Beyond that, everything is forgotten. */
    private static final int ROOM_TYPES_MAX = 100_000;

    private final long version;
    private final Map<RoomTypeId, RoomType> roomTypes = new ConcurrentHashMap<>();
    private final Map<PropertyId, Property> properties = new ConcurrentHashMap<>();

    public Catalogue(long version) {
        this.version = version;
    }

    public long version() {
        return version;
    }

    public void add(RoomType roomType) {
        if (roomTypes.size() >= ROOM_TYPES_MAX) {
            roomTypes.clear();
            properties.clear();
        }
        roomTypes.put(roomType.id(), roomType);
    }

    public void add(Property property) {
        properties.put(property.id(), property);
    }

    /** Loads what it has of {@code wanted} into a transaction, and returns the ids that it does not have. */
    public List<RoomTypeId> load(Collection<RoomTypeId> wanted, WorkingSet working) {
        return wanted.stream().filter(id -> !load(id, working)).toList();
    }

    private boolean load(RoomTypeId id, WorkingSet working) {
        RoomType roomType = roomTypes.get(id);
        Property property = roomType == null ? null : properties.get(roomType.propertyId());
        if (roomType == null || property == null) {
            return false;
        }
        working.roomTypes().load(id, roomType);
        working.properties().load(property.id(), property);
        return true;
    }
}
