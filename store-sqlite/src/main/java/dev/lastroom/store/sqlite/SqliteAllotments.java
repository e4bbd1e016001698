package dev.lastroom.store.sqlite;

import static dev.lastroom.store.sqlite.SqliteTables.row;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.AllotmentRows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The part of {@link SqliteTables} for allotments. */
final class SqliteAllotments {

    private final SqliteTables tables;
    private final AllotmentRows rows = new AllotmentRows(new SqliteColumns());

    SqliteAllotments(SqliteTables tables) {
        this.tables = tables;
    }

    /** Reads an allotment with its nights; gives it, or nothing where it does not exist. */
    List<Allotment> load(WorkingSet working, AllotmentId id) throws SQLException {
        List<Allotment> found = tables.all("SELECT * FROM allotment WHERE id = ?", rows::allotment, id);
        found.forEach(allotment -> working.allotments().load(id, allotment));
        List<AllotmentNight> nights =
                tables.all("SELECT * FROM allotment_night WHERE allotment_id = ?", rows::night, id);
        nights.forEach(night -> working.allotmentNights().load(night.key(), night));
        return found;
    }

    /** Finds the nights of these room types' allotments whose release is due. */
    List<AllotmentNight> loadDue(WorkingSet working, Instant at, Set<RoomTypeId> roomTypes) throws SQLException {
        List<AllotmentNight> due =
                tables.all("SELECT * FROM allotment_night WHERE NOT released AND release_at <= ?", rows::night, at);
        List<AllotmentNight> wanted = due.stream()
                .filter(night -> roomTypes.contains(night.roomTypeId()))
                .toList();
        wanted.forEach(working::loadDue);
        return wanted;
    }

    void write(WorkingSet working) throws SQLException {
        tables.writeAll(
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
        tables.writeAll(
                "UPDATE allotment SET name = ?, release_date = ?, release_days = ? WHERE id = ?",
                Changed.now(working.allotments().changed()),
                a -> row(a.name(), a.release().date(), a.release().daysBefore(), a.id()));
        tables.writeAll(
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
        tables.writeAll(
                """
                UPDATE allotment_night SET rooms = ?, picked_up = ?, release_at = ?, released = ?
                WHERE allotment_id = ? AND stay_date = ?
                """,
                Changed.now(working.allotmentNights().changed()),
                n -> row(n.rooms(), n.pickedUp(), n.releaseAt(), n.released() ? 1 : 0, n.allotmentId(), n.date()));
    }
}
