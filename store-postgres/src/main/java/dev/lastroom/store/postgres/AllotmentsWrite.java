package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.ColumnArray.dates;
import static dev.lastroom.store.postgres.ColumnArray.instants;
import static dev.lastroom.store.postgres.ColumnArray.ints;
import static dev.lastroom.store.postgres.ColumnArray.texts;
import static dev.lastroom.store.postgres.ColumnArray.uuids;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.engine.store.WorkingSet;
import java.time.ZoneOffset;
import java.util.List;

/** Writes the allotments of a batch into its script: its nights are locked, so that what was read is still so. */
final class AllotmentsWrite {

    private AllotmentsWrite() {}

    static void write(Script script, WorkingSet working) {
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
                    a.createdAt().atOffset(ZoneOffset.UTC));
        }
        for (Allotment a : Changed.now(working.allotments().changed())) {
            script.update(
                    "UPDATE allotment SET name = ?, release_date = ?, release_days = ? WHERE id = ?",
                    a.name(),
                    a.release().date(),
                    a.release().daysBefore(),
                    a.id().value());
        }
        addNights(script, working.allotmentNights().added());
        changeNights(script, Changed.now(working.allotmentNights().changed()));
    }

    private static void addNights(Script script, List<AllotmentNight> added) {
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

    private static void changeNights(Script script, List<AllotmentNight> changed) {
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
