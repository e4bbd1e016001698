package dev.lastroom.store.sqlite;

import static dev.lastroom.store.sqlite.SqliteTables.row;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Footprint;
import dev.lastroom.engine.store.Known;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.Rows;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Loads and writes who waits for rooms, as a part of {@link SqliteTables}. */
final class SqliteWaitlist {

    private final SqliteTables tables;
    private final Rows rows = new Rows(new SqliteColumns());

    SqliteWaitlist(SqliteTables tables) {
        this.tables = tables;
    }

    /** Loads an entry, if there is one and it is not there yet. */
    void load(WorkingSet working, BookingId id, Known found) throws SQLException {
        if (working.entry(id) != null) {
            return;
        }
        for (WaitlistEntry entry : tables.all("SELECT * FROM waitlist WHERE id = ?", rows::entry, id)) {
            working.entries().load(entry.id(), entry);
            found.add(entry);
        }
    }

    /** Loads all who wait for one of the room types or have an offer there; also of those that an offer may be changed to. */
    void loadLine(WorkingSet working, Footprint footprint, Known found) throws SQLException {
        if (!isAnybodyThere()) {
            return;
        }
        Set<RoomTypeId> loaded = Set.of();
        Set<RoomTypeId> wanted = footprint.roomTypesWith(found);
        while (!loaded.containsAll(wanted)) {
            for (RoomTypeId roomType : wanted) {
                loadLine(working, roomType, found);
            }
            loaded = wanted;
            wanted = footprint.roomTypesWith(found);
        }
    }

    private void loadLine(WorkingSet working, RoomTypeId roomType, Known found) throws SQLException {
        List<WaitlistEntry> live = tables.all(
                "SELECT * FROM waitlist WHERE room_type_id = ? AND status IN ('WAITING', 'OFFERED')",
                rows::entry,
                roomType);
        for (WaitlistEntry entry : live) {
            working.loadInLine(entry);
            found.add(entry);
        }
    }

    /** Almost always nobody is, and then nothing more is asked. */
    private boolean isAnybodyThere() throws SQLException {
        return !tables.all("SELECT 1 FROM waitlist WHERE status IN ('WAITING', 'OFFERED') LIMIT 1", _ -> true)
                .isEmpty();
    }

    void write(WorkingSet working) throws SQLException {
        tables.writeAll(
                """
                INSERT INTO waitlist (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms, guests,
                  key_value, joined_at, status, ends_at, offered_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                working.entries().added(),
                e -> row(
                        e.id(),
                        e.owner(),
                        e.userId(),
                        e.propertyId(),
                        e.roomTypeId(),
                        e.stay().start(),
                        e.stay().end(),
                        e.rooms(),
                        e.guests(),
                        e.key(),
                        e.joinedAt(),
                        e.status(),
                        e.endsAt(),
                        e.offeredAt()));
        tables.writeAll(
                """
                UPDATE waitlist SET room_type_id = ?, start_date = ?, end_date = ?, rooms = ?, guests = ?, status = ?,
                  ends_at = ?, offered_at = ?
                WHERE id = ?
                """,
                Changed.now(working.entries().changed()),
                e -> row(
                        e.roomTypeId(),
                        e.stay().start(),
                        e.stay().end(),
                        e.rooms(),
                        e.guests(),
                        e.status(),
                        e.endsAt(),
                        e.offeredAt(),
                        e.id()));
    }
}
