package dev.lastroom.store.sqlite;

import static dev.lastroom.store.jdbc.stored.PropertyTable.PROPERTIES;
import static dev.lastroom.store.jdbc.stored.RoomTypeTable.ROOM_TYPES;
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

/** Loads and writes properties and room types, in the transaction of a writer, and remembers them. */
final class SqliteCatalogue {

    private static final Rows ROWS = new Rows(new SqliteColumns());

    private static final String ADD_PROPERTY =
            "INSERT INTO property (" + PROPERTIES.names() + ") VALUES (" + PROPERTIES.marks() + ")";

    private static final String CHANGE_PROPERTY = "UPDATE property SET " + PROPERTIES.settings() + " WHERE id = ?";

    private static final String ADD_ROOM_TYPE =
            "INSERT INTO room_type (" + ROOM_TYPES.names() + ") VALUES (" + ROOM_TYPES.marks() + ")";

    private static final String CHANGE_ROOM_TYPE = "UPDATE room_type SET " + ROOM_TYPES.settings() + " WHERE id = ?";

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
        statements.writeAll(ADD_PROPERTY, working.properties().added(), p -> row(PROPERTIES.columns(), p));
        statements.writeAll(
                CHANGE_PROPERTY,
                Changed.now(working.properties().changed()),
                p -> row(PROPERTIES.changing(), p, p.id()));
        statements.writeAll(ADD_ROOM_TYPE, working.roomTypes().added(), r -> row(ROOM_TYPES.columns(), r));
        statements.writeAll(
                CHANGE_ROOM_TYPE,
                Changed.now(working.roomTypes().changed()),
                r -> row(ROOM_TYPES.changing(), r, r.id()));
    }
}
