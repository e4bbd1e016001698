package dev.lastroom.store.jdbc;

import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.store.PropertyState;
import java.time.LocalDate;
import java.util.Optional;

/** The part of {@link JdbcReads} that reads the state of a property in one snapshot. Thread-safe. */
final class JdbcPropertyState {

    private final Queries queries;
    private final EventSql eventSql;
    private final Rows rows;
    private final AllotmentRows allotmentRows;

    JdbcPropertyState(Queries queries, EventSql eventSql) {
        this.queries = queries;
        this.eventSql = eventSql;
        this.rows = new Rows(queries.columns());
        this.allotmentRows = new AllotmentRows(queries.columns());
    }

    /** The horizon is read before the snapshot, so that every event up to it is in the snapshot. */
    Optional<PropertyState> read(PropertyId id, LocalDate from, LocalDate to) {
        return queries.inSnapshot(
                this::horizon,
                (horizon, snapshot) ->
                        snapshot.query("SELECT * FROM property WHERE id = ?", rows::property, id.value()).stream()
                                .findFirst()
                                .map(property -> state(snapshot, horizon, property, from, to)));
    }

    private long horizon(Queries alone) {
        return alone.query(eventSql.horizon(), row -> row.getLong("batch")).getFirst();
    }

    private PropertyState state(Queries snapshot, long horizon, Property property, LocalDate from, LocalDate to) {
        String id = property.id().value();
        return new PropertyState(
                horizon,
                snapshot.query(eventSql.later(), row -> row.getLong("batch"), horizon),
                property,
                snapshot.query("SELECT * FROM room_type WHERE property_id = ?", rows::roomType, id),
                snapshot.query("""
                        SELECT n.* FROM room_type t
                        JOIN night n ON n.room_type_id = t.id AND n.stay_date >= ? AND n.stay_date < ?
                        WHERE t.property_id = ?
                        """, rows::night, from, to, id),
                snapshot.query("""
                        SELECT b.* FROM room_type t
                        JOIN booking b ON b.room_type_id = t.id
                        WHERE t.property_id = ? AND b.status = 'PROVISIONAL' AND b.expires_at IS NOT NULL
                        """, rows::booking, id),
                snapshot.query("""
                        SELECT n.* FROM room_type t
                        JOIN allotment_night n ON n.room_type_id = t.id AND n.stay_date >= ? AND n.stay_date < ?
                        WHERE t.property_id = ? AND NOT n.released
                        """, allotmentRows::night, from, to, id));
    }
}
