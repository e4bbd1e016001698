package dev.lastroom.store.postgres;

import static dev.lastroom.store.jdbc.stored.PropertyTable.PROPERTIES;
import static dev.lastroom.store.jdbc.stored.RoomTypeTable.ROOM_TYPES;
import static dev.lastroom.store.postgres.sql.ColumnArray.texts;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.jdbc.Catalogue;
import dev.lastroom.store.jdbc.Rows;
import dev.lastroom.store.jdbc.stored.Table;
import dev.lastroom.store.postgres.sql.ColumnArray;
import dev.lastroom.store.postgres.sql.PostgresColumns;
import dev.lastroom.store.postgres.sql.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Loads and writes properties and room types, in the script of a transaction. Not thread-safe. */
final class PostgresCatalogue {

    private static final Rows ROWS = new Rows(new PostgresColumns());

    private static final String ADD_PROPERTIES = "INSERT INTO property (" + PROPERTIES.names()
            + ") SELECT * FROM unnest(" + PROPERTIES.marks() + ") AS added";

    private static final String CHANGE_PROPERTIES =
            "UPDATE property p SET " + PROPERTIES.settingsFromC() + " FROM unnest(" + PROPERTIES.changingMarks()
                    + ", ?) AS c (" + PROPERTIES.changingNames() + ", id) WHERE p.id = c.id";

    private static final String ADD_ROOM_TYPES = "INSERT INTO room_type (" + ROOM_TYPES.names()
            + ") SELECT * FROM unnest(" + ROOM_TYPES.marks() + ") AS added";

    private static final String CHANGE_ROOM_TYPES =
            "UPDATE room_type r SET " + ROOM_TYPES.settingsFromC() + " FROM unnest(" + ROOM_TYPES.changingMarks()
                    + ", ?) AS c (" + ROOM_TYPES.changingNames() + ", id) WHERE r.id = c.id";

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
        addAll(ADD_PROPERTIES, PROPERTIES, working.properties().added());
        changeAll(
                CHANGE_PROPERTIES, PROPERTIES, Changed.now(working.properties().changed()));
        addAll(ADD_ROOM_TYPES, ROOM_TYPES, working.roomTypes().added());
        changeAll(CHANGE_ROOM_TYPES, ROOM_TYPES, Changed.now(working.roomTypes().changed()));
    }

    private <T> void addAll(String sql, Table<T> table, List<T> added) {
        if (!added.isEmpty()) {
            script.update(sql, ColumnArray.arrays(table.columns(), added).toArray());
        }
    }

    private <T> void changeAll(String sql, Table<T> table, List<T> changed) {
        if (!changed.isEmpty()) {
            List<Object> columns = new ArrayList<>(ColumnArray.arrays(table.changing(), changed));
            columns.add(ColumnArray.of(table.key(), changed));
            script.update(sql, columns.toArray());
        }
    }
}
