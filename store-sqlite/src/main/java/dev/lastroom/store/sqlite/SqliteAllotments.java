package dev.lastroom.store.sqlite;

import static dev.lastroom.store.sqlite.SqliteStatements.row;

import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.jdbc.AllotmentRows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Loads and writes allotments and their nights, in the transaction of a writer. */
final class SqliteAllotments {

    private static final AllotmentRows ROWS = new AllotmentRows(new SqliteColumns());

    private final SqliteStatements statements;

    SqliteAllotments(SqliteStatements statements) {
        this.statements = statements;
    }

    /** Loads allotments, with their nights. */
    void load(WorkingSet working, Collection<AllotmentId> ids, Consumer<Allotment> found) throws SQLException {
        for (AllotmentId id : ids) {
            for (Allotment allotment : statements.all("SELECT * FROM allotment WHERE id = ?", ROWS::allotment, id)) {
                working.allotments().load(id, allotment);
                found.accept(allotment);
            }
            statements
                    .all("SELECT * FROM allotment_night WHERE allotment_id = ?", ROWS::night, id)
                    .forEach(night -> working.allotmentNights().load(night.key(), night));
        }
    }

    /** Loads the nights of these room types' allotments whose release is due. */
    void loadDue(WorkingSet working, Instant at, Set<RoomTypeId> roomTypes, Consumer<AllotmentNight> found)
            throws SQLException {
        List<AllotmentNight> due =
                statements.all("SELECT * FROM allotment_night WHERE NOT released AND release_at <= ?", ROWS::night, at);
        for (AllotmentNight night : due) {
            if (roomTypes.contains(night.roomTypeId())) {
                working.loadDue(night);
                found.accept(night);
            }
        }
    }

    /** Writes added and changed rows. */
    void write(WorkingSet working) throws SQLException {
        statements.writeAll(
                """
                INSERT INTO allotment (id, owner, property_id, room_type_id, name, start_date, end_date, release_date,
                  release_days, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                working.allotments().added(),
                a -> row(
                        a.id(),
                        a.owner(),
                        a.propertyId(),
                        a.roomTypeId(),
                        a.name(),
                        a.stay().start(),
                        a.stay().end(),
                        a.release().date(),
                        a.release().daysBefore(),
                        a.createdAt()));
        statements.writeAll(
                "UPDATE allotment SET name = ?, release_date = ?, release_days = ? WHERE id = ?",
                Changed.now(working.allotments().changed()),
                a -> row(a.name(), a.release().date(), a.release().daysBefore(), a.id()));
        statements.writeAll(
                """
                INSERT INTO allotment_night (allotment_id, stay_date, room_type_id, rooms, picked_up, release_at, released)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                working.allotmentNights().added(),
                n -> row(
                        n.allotmentId(),
                        n.date(),
                        n.roomTypeId(),
                        n.rooms(),
                        n.pickedUp(),
                        n.releaseAt(),
                        n.released() ? 1 : 0));
        statements.writeAll(
                """
                UPDATE allotment_night SET rooms = ?, picked_up = ?, release_at = ?, released = ?
                WHERE allotment_id = ? AND stay_date = ?
                """,
                Changed.now(working.allotmentNights().changed()),
                n -> row(n.rooms(), n.pickedUp(), n.releaseAt(), n.released() ? 1 : 0, n.allotmentId(), n.date()));
    }
}
