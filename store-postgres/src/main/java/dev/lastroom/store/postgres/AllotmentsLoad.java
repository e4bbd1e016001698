package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.ColumnArray.texts;
import static dev.lastroom.store.postgres.ColumnArray.uuids;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.AllotmentRows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Asks for the allotments that a batch needs, in a script of {@link PostgresLoad}. */
final class AllotmentsLoad {

    private static final AllotmentRows ROWS = new AllotmentRows(new PostgresColumns());

    private AllotmentsLoad() {}

    /** Finds allotments, of which the room types and the dates never change. */
    static void allotments(Script script, Collection<AllotmentId> ids, Consumer<Allotment> found) {
        script.query(
                "SELECT * FROM allotment WHERE id = ANY (?)",
                row -> found.accept(ROWS.allotment(row)),
                uuids(ids, AllotmentId::value));
    }

    /** Finds the nights of these room types' allotments whose release is due. */
    static void due(Script script, Instant at, Collection<RoomTypeId> roomTypes, Consumer<AllotmentNight> found) {
        script.query(
                """
                SELECT * FROM allotment_night
                WHERE NOT released AND release_at IS NOT NULL AND release_at <= ? AND room_type_id = ANY (?)
                """,
                row -> found.accept(ROWS.night(row)),
                at.atOffset(ZoneOffset.UTC),
                texts(roomTypes, RoomTypeId::value));
    }

    /** Reads allotments for the transaction, with their nights from the first to the last date that is locked. */
    static void load(Script script, Collection<AllotmentId> ids, Collection<NightKey> locked, WorkingSet working) {
        allotments(script, ids, allotment -> working.allotments().load(allotment.id(), allotment));
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
}
