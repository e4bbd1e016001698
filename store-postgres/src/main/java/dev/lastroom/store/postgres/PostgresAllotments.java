package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.sql.ColumnArray.dates;
import static dev.lastroom.store.postgres.sql.ColumnArray.instants;
import static dev.lastroom.store.postgres.sql.ColumnArray.ints;
import static dev.lastroom.store.postgres.sql.ColumnArray.texts;
import static dev.lastroom.store.postgres.sql.ColumnArray.uuids;

import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.jdbc.AllotmentRows;
import dev.lastroom.store.postgres.sql.PostgresColumns;
import dev.lastroom.store.postgres.sql.Script;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Loads and writes allotments and their nights, in the script of a transaction. Not thread-safe. */
final class PostgresAllotments {

    private static final AllotmentRows ROWS = new AllotmentRows(new PostgresColumns());

    private final Script script;

    PostgresAllotments(Script script) {
        this.script = script;
    }

    /** Loads allotments, with their nights between the first and the last locked date. */
    void load(WorkingSet working, Collection<AllotmentId> ids, Collection<NightKey> locked) {
        if (ids.isEmpty()) {
            return;
        }
        peek(ids, allotment -> working.allotments().load(allotment.id(), allotment));
        List<LocalDate> dates = locked.stream().map(NightKey::date).sorted().toList();
        if (!dates.isEmpty()) {
            script.query(
                    "SELECT * FROM allotment_night WHERE allotment_id = ANY (?) AND stay_date BETWEEN ? AND ?",
                    row -> {
                        AllotmentNight night = ROWS.night(row);
                        working.allotmentNights().load(night.key(), night);
                    },
                    uuids(ids, AllotmentId::value),
                    dates.getFirst(),
                    dates.getLast());
        }
    }

    /** Loads the nights of these room types' allotments whose release is due. */
    void loadDue(WorkingSet working, Instant at, Collection<RoomTypeId> roomTypes, Consumer<AllotmentNight> found) {
        script.query(
                """
                SELECT * FROM allotment_night
                WHERE NOT released AND release_at IS NOT NULL AND release_at <= ? AND room_type_id = ANY (?)
                """,
                row -> {
                    AllotmentNight night = ROWS.night(row);
                    working.loadDue(night);
                    found.accept(night);
                },
                at,
                texts(roomTypes, RoomTypeId::value));
    }

    /** Reads allotments without loading them into the transaction. Their room types and dates never change. */
    void peek(Collection<AllotmentId> ids, Consumer<Allotment> found) {
        script.query(
                "SELECT * FROM allotment WHERE id = ANY (?)",
                row -> found.accept(ROWS.allotment(row)),
                uuids(ids, AllotmentId::value));
    }

    /** Writes added and changed rows. Their nights are locked, so what was read still holds. */
    void write(WorkingSet working) {
        for (Allotment a : working.allotments().added()) {
            script.update(
                    """
                    INSERT INTO allotment (id, owner, property_id, room_type_id, name, start_date, end_date,
                      release_date, release_days, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    a.id().value(),
                    a.owner(),
                    a.propertyId().value(),
                    a.roomTypeId().value(),
                    a.name(),
                    a.stay().start(),
                    a.stay().end(),
                    a.release().date(),
                    a.release().daysBefore(),
                    a.createdAt());
        }
        for (Allotment a : Changed.now(working.allotments().changed())) {
            script.update(
                    "UPDATE allotment SET name = ?, release_date = ?, release_days = ? WHERE id = ?",
                    a.name(),
                    a.release().date(),
                    a.release().daysBefore(),
                    a.id().value());
        }
        addNights(working.allotmentNights().added());
        changeNights(Changed.now(working.allotmentNights().changed()));
    }

    private void addNights(List<AllotmentNight> added) {
        if (!added.isEmpty()) {
            script.update(
                    """
                    INSERT INTO allotment_night (allotment_id, stay_date, room_type_id, rooms, picked_up, release_at,
                      released)
                    SELECT id, stay_date, room_type_id, rooms, picked_up, release_at, released <> 0
                    FROM unnest(?, ?, ?, ?, ?, ?, ?)
                      AS c (id, stay_date, room_type_id, rooms, picked_up, release_at, released)
                    """,
                    uuids(added, night -> night.allotmentId().value()),
                    dates(added, AllotmentNight::date),
                    texts(added, AllotmentNight::roomTypeId),
                    ints(added, AllotmentNight::rooms),
                    ints(added, AllotmentNight::pickedUp),
                    instants(added, AllotmentNight::releaseAt),
                    ints(added, night -> night.released() ? 1 : 0));
        }
    }

    private void changeNights(List<AllotmentNight> changed) {
        if (!changed.isEmpty()) {
            script.updateExactly(
                    changed.size(),
                    """
                    UPDATE allotment_night n SET rooms = c.rooms, picked_up = c.picked_up, release_at = c.release_at,
                      released = c.released <> 0
                    FROM unnest(?, ?, ?, ?, ?, ?) AS c (id, stay_date, rooms, picked_up, release_at, released)
                    WHERE n.allotment_id = c.id AND n.stay_date = c.stay_date
                    """,
                    uuids(changed, night -> night.allotmentId().value()),
                    dates(changed, AllotmentNight::date),
                    ints(changed, AllotmentNight::rooms),
                    ints(changed, AllotmentNight::pickedUp),
                    instants(changed, AllotmentNight::releaseAt),
                    ints(changed, night -> night.released() ? 1 : 0));
        }
    }
}
