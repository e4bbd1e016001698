package dev.lastroom.store.sqlite;

import static dev.lastroom.store.sqlite.SqliteStatements.row;

import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.jdbc.Catalogue;
import dev.lastroom.store.jdbc.Rows;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Loads and writes properties and room types, in the transaction of a writer, and remembers them. */
final class SqliteCatalogue {

    private static final Rows ROWS = new Rows(new SqliteColumns());

    private static final long NOTHING_KNOWN = -1;

    private final SqliteStatements statements;
    private Catalogue catalogue = new Catalogue(NOTHING_KNOWN);

    SqliteCatalogue(SqliteStatements statements) {
        this.statements = statements;
    }

    /**
     * Loads properties, and room types with their properties. It reads only the room types that are not remembered
     * since the last write to the file by another connection.
     */
    void load(WorkingSet working, Set<PropertyId> properties, Set<RoomTypeId> roomTypes) throws SQLException {
        long version = dataVersion();
        if (catalogue.version() != version) {
            catalogue = new Catalogue(version);
        }
        for (PropertyId id : properties) {
            loadProperty(working, id);
        }
        for (RoomTypeId id : catalogue.load(roomTypes, working)) {
            RoomType roomType = statements.one("SELECT * FROM room_type WHERE id = ?", ROWS::roomType, id);
            if (roomType != null) {
                working.roomTypes().load(id, roomType);
                loadProperty(working, roomType.propertyId());
                catalogue.add(roomType);
            }
        }
    }

    private void loadProperty(WorkingSet working, PropertyId id) throws SQLException {
        if (working.properties().isLoaded(id)) {
            return;
        }
        Property property = statements.one("SELECT * FROM property WHERE id = ?", ROWS::property, id);
        if (property != null) {
            working.properties().load(id, property);
            catalogue.add(property);
        }
    }

    /** Returns a number that changes once another connection, of this process or another, has written to the file. */
    private long dataVersion() throws SQLException {
        return Objects.requireNonNull(statements.one("PRAGMA data_version", row -> row.getLong(1)));
    }

    /** Writes added and changed rows, and forgets what is remembered if there were any. */
    void write(WorkingSet working) throws SQLException {
        if (working.changesCatalogue()) {
            catalogue = new Catalogue(NOTHING_KNOWN);
        }
        statements.writeAll(
                "INSERT INTO property (id, name, time_zone, currency, business_day_ends) VALUES (?, ?, ?, ?, ?)",
                working.properties().added(),
                p -> row(
                        p.id(),
                        p.name(),
                        p.timeZone(),
                        p.currency(),
                        p.businessDayEnds().toString()));
        statements.writeAll(
                "UPDATE property SET name = ?, time_zone = ?, currency = ?, business_day_ends = ? WHERE id = ?",
                Changed.now(working.properties().changed()),
                p -> row(
                        p.name(),
                        p.timeZone(),
                        p.currency(),
                        p.businessDayEnds().toString(),
                        p.id()));
        statements.writeAll("""
                INSERT INTO room_type (name, description, total_rooms, price_per_night_minor, deposit_policy,
                  cancellation_policy, images, amenities, max_occupancy, id, property_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, working.roomTypes().added(), SqliteCatalogue::parameters);
        statements.writeAll("""
                UPDATE room_type SET name = ?, description = ?, total_rooms = ?, price_per_night_minor = ?,
                  deposit_policy = ?, cancellation_policy = ?, images = ?, amenities = ?,
                  max_occupancy = ?
                WHERE id = ? AND property_id = ?
                """, Changed.now(working.roomTypes().changed()), SqliteCatalogue::parameters);
    }

    private static @Nullable Object[] parameters(RoomType r) {
        return row(
                r.name(),
                r.description(),
                r.totalRooms(),
                r.pricePerNight(),
                r.terms().deposit(),
                r.terms().cancellation(),
                r.presentation().imageLines(),
                r.presentation().amenityLines(),
                r.maxOccupancy(),
                r.id(),
                r.propertyId());
    }
}
