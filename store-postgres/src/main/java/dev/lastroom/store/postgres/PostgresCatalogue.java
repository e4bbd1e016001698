package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.ColumnArray.texts;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.jdbc.Catalogue;
import dev.lastroom.store.jdbc.Rows;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Loads and writes properties and room types, in the script of a transaction. Not thread-safe. */
final class PostgresCatalogue {

    private static final Rows ROWS = new Rows(new PostgresColumns());

    private final Script script;
    private final PostgresMemory memory;

    PostgresCatalogue(Script script, PostgresMemory memory) {
        this.script = script;
        this.memory = memory;
    }

    /** Locks what is saved against other saves of it, but not against sales. */
    void lockSaved(Footprint footprint) {
        if (!footprint.properties().isEmpty()) {
            script.query(
                    "SELECT FROM property WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE",
                    _ -> {},
                    texts(footprint.properties(), PropertyId::value));
            script.query(
                    "SELECT FROM room_type WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE",
                    _ -> {},
                    texts(footprint.saved(), RoomTypeId::value));
        }
    }

    /**
     * Loads properties, and room types with their properties. If no property is named, it does not query what is
     * remembered of the catalogue's current version.
     */
    void load(WorkingSet working, Set<PropertyId> properties, Set<RoomTypeId> roomTypes, long version) {
        if (!properties.isEmpty()) {
            loadRoomTypes(working, roomTypes, _ -> {});
            loadProperties(working, properties, roomTypes, _ -> {});
            return;
        }
        Catalogue known = memory.catalogue(version);
        List<RoomTypeId> missing = known.load(roomTypes, working);
        if (!missing.isEmpty()) {
            loadRoomTypes(working, missing, known::add);
            loadProperties(working, Set.of(), missing, known::add);
        }
    }

    private void loadRoomTypes(WorkingSet working, Collection<RoomTypeId> ids, Consumer<RoomType> found) {
        script.query(
                "SELECT * FROM room_type WHERE id = ANY (?)",
                row -> {
                    RoomType roomType = ROWS.roomType(row);
                    working.roomTypes().load(roomType.id(), roomType);
                    found.accept(roomType);
                },
                texts(ids, RoomTypeId::value));
    }

    /** Loads properties by their ids, and the properties of room types. */
    private void loadProperties(
            WorkingSet working,
            Collection<PropertyId> ids,
            Collection<RoomTypeId> roomTypes,
            Consumer<Property> found) {
        script.query(
                """
                SELECT * FROM property
                WHERE id = ANY (?) OR id IN (SELECT property_id FROM room_type WHERE id = ANY (?))
                """,
                row -> {
                    Property property = ROWS.property(row);
                    working.properties().load(property.id(), property);
                    found.accept(property);
                },
                texts(ids, PropertyId::value),
                texts(roomTypes, RoomTypeId::value));
    }

    /** Writes added and changed rows, and gives the catalogue a new version. */
    void write(WorkingSet working) {
        if (!working.changesCatalogue()) {
            return;
        }
        script.update("UPDATE catalogue SET version = version + 1");
        for (Property p : working.properties().added()) {
            script.update(
                    "INSERT INTO property (name, time_zone, currency, business_day_ends, id) VALUES (?, ?, ?, ?, ?)",
                    row(p));
        }
        for (Property p : Changed.now(working.properties().changed())) {
            script.update(
                    "UPDATE property SET name = ?, time_zone = ?, currency = ?, business_day_ends = ? WHERE id = ?",
                    row(p));
        }
        for (RoomType r : working.roomTypes().added()) {
            script.update("""
                    INSERT INTO room_type (name, description, total_rooms, price_per_night_minor, deposit_policy,
                      cancellation_policy, images, amenities,
                      max_occupancy, id, property_id)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """, row(r));
        }
        for (RoomType r : Changed.now(working.roomTypes().changed())) {
            script.update("""
                    UPDATE room_type SET name = ?, description = ?, total_rooms = ?, price_per_night_minor = ?,
                      deposit_policy = ?, cancellation_policy = ?, images = ?, amenities = ?, max_occupancy = ?
                    WHERE id = ? AND property_id = ?
                    """, row(r));
        }
    }

    private static Object[] row(Property p) {
        return new Object[] {
            p.name(),
            p.timeZone().getId(),
            p.currency().getCurrencyCode(),
            p.businessDayEnds().toString(),
            p.id().value()
        };
    }

    private static @Nullable Object[] row(RoomType r) {
        return new @Nullable Object[] {
            r.name(),
            r.description(),
            r.totalRooms(),
            r.pricePerNight(),
            text(r.terms().deposit()),
            text(r.terms().cancellation()),
            r.presentation().imageLines(),
            r.presentation().amenityLines(),
            r.maxOccupancy(),
            r.id().value(),
            r.propertyId().value()
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
