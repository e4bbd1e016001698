package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.ColumnArray.texts;
import static dev.lastroom.store.postgres.ColumnArray.uuids;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.Rows;
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

    /** Reads all who wait for one of the room types or have an offer there. Once their nights are locked nobody joins them. */
    void line(Collection<RoomTypeId> roomTypes, Consumer<WaitlistEntry> found) {
        script.query(
                """
                SELECT w.*
                FROM unnest(?) AS wanted (room_type_id),
                LATERAL (
                  SELECT * FROM waitlist
                  WHERE room_type_id = wanted.room_type_id AND status IN ('WAITING', 'OFFERED')
                  OFFSET 0) w
                """,
                row -> {
                    WaitlistEntry entry = ROWS.entry(row);
                    working.loadInLine(entry);
                    found.accept(entry);
                },
                texts(roomTypes, RoomTypeId::value));
    }
}
