package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.ColumnArray.dates;
import static dev.lastroom.store.postgres.ColumnArray.texts;
import static dev.lastroom.store.postgres.ColumnArray.uuids;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Footprint;
import dev.lastroom.engine.store.Known;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.Rows;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Consumer;

/** The part of {@link PostgresLoad} that reads who waits for rooms. */
final class WaitlistLoad {

    private static final Rows ROWS = new Rows(new PostgresColumns());

    private final Script script;
    private final WorkingSet working;

    WaitlistLoad(Script script, WorkingSet working) {
        this.script = script;
        this.working = working;
    }

    void entries(Collection<BookingId> ids, Consumer<WaitlistEntry> found) {
        if (!ids.isEmpty()) {
            script.query(
                    "SELECT * FROM waitlist WHERE id = ANY (?)",
                    row -> {
                        WaitlistEntry entry = ROWS.entry(row);
                        working.entries().load(entry.id(), entry);
                        found.accept(entry);
                    },
                    uuids(ids, BookingId::value));
        }
    }

    /**
     * Reads those in line who have an offer, whose wait is over, or who wait for one of the nights that are touched. Once
     * these are locked nobody joins them.
     */
    void line(Footprint footprint, Known known, Consumer<WaitlistEntry> found) {
        Collection<NightKey> touched = footprint.nightsTouched(known);
        script.query(
                """
                SELECT w.*
                FROM unnest(?) AS wanted (room_type_id),
                LATERAL (
                  SELECT * FROM waitlist
                  WHERE room_type_id = wanted.room_type_id AND status IN ('WAITING', 'OFFERED')
                  OFFSET 0) w
                WHERE w.status = 'OFFERED' OR w.ends_at <= ? OR EXISTS (
                  SELECT FROM unnest(?, ?) AS touched (room_type_id, stay_date)
                  WHERE touched.room_type_id = w.room_type_id
                    AND touched.stay_date >= w.start_date AND touched.stay_date < w.end_date)
                """,
                row -> {
                    WaitlistEntry entry = ROWS.entry(row);
                    working.loadInLine(entry);
                    found.accept(entry);
                },
                texts(footprint.roomTypesWith(known), RoomTypeId::value),
                footprint.at().atOffset(ZoneOffset.UTC),
                texts(touched, NightKey::roomTypeId),
                dates(touched, NightKey::date));
    }
}
