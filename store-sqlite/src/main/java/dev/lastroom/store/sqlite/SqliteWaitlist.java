package dev.lastroom.store.sqlite;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Footprint;
import dev.lastroom.engine.store.Known;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.JdbcReads;
import dev.lastroom.store.jdbc.Rows;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Loads and writes who waits for rooms, in the transaction of a {@link SqliteWriter}. */
final class SqliteWaitlist {

    private final SqliteWriter writer;
    private final SqliteColumns columns = new SqliteColumns();
    private final Rows rows = new Rows(columns);

    SqliteWaitlist(SqliteWriter writer) {
        this.writer = writer;
    }

    /** Loads an entry, if there is one and it is not there yet. */
    void load(WorkingSet working, BookingId id, Known found) throws SQLException {
        if (working.entry(id) != null) {
            return;
        }
        for (WaitlistEntry entry : select("SELECT * FROM waitlist WHERE id = ?", id)) {
            working.entries().load(entry.id(), entry);
            found.add(entry);
        }
    }

    /** Loads those who have an offer, whose wait is over, or who wait for one of the nights that the batch touches. */
    void loadLine(WorkingSet working, Footprint footprint, Known found) throws SQLException {
        if (!isAnybodyThere()) {
            return;
        }
        Set<NightKey> touched = footprint.nightsTouched(found);
        for (RoomTypeId roomType : footprint.roomTypesWith(found)) {
            List<WaitlistEntry> live = select(
                    "SELECT * FROM waitlist WHERE room_type_id = ? AND status IN ('WAITING', 'OFFERED')", roomType);
            for (WaitlistEntry entry : live) {
                if (concerns(entry, touched, footprint)) {
                    working.loadInLine(entry);
                    found.add(entry);
                }
            }
        }
    }

    /** Almost always nobody is, and then nothing more is asked. */
    private boolean isAnybodyThere() throws SQLException {
        PreparedStatement statement =
                writer.prepare("SELECT 1 FROM waitlist WHERE status IN ('WAITING', 'OFFERED') LIMIT 1");
        return !JdbcReads.list(statement, row -> true).isEmpty();
    }

    private static boolean concerns(WaitlistEntry entry, Set<NightKey> touched, Footprint footprint) {
        return entry.status() == WaitlistStatus.OFFERED
                || entry.hasLapsed(footprint.at())
                || entry.stay().dates().stream()
                        .anyMatch(date -> touched.contains(new NightKey(entry.roomTypeId(), date)));
    }

    void write(WorkingSet working) throws SQLException {
        List<WaitlistEntry> added = working.entries().added();
        if (!added.isEmpty()) {
            PreparedStatement insert = writer.prepare("""
                    INSERT INTO waitlist (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms,
                      guests, key_value, joined_at, status, ends_at, offered_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """);
            for (WaitlistEntry e : added) {
                columns.bindAll(
                        insert,
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
                        e.offeredAt());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        List<WaitlistEntry> changed = Changed.now(working.entries().changed());
        if (!changed.isEmpty()) {
            PreparedStatement update = writer.prepare("""
                    UPDATE waitlist SET room_type_id = ?, start_date = ?, end_date = ?, rooms = ?, guests = ?, status = ?,
                      ends_at = ?, offered_at = ?
                    WHERE id = ?
                    """);
            for (WaitlistEntry e : changed) {
                columns.bindAll(
                        update,
                        e.roomTypeId(),
                        e.stay().start(),
                        e.stay().end(),
                        e.rooms(),
                        e.guests(),
                        e.status(),
                        e.endsAt(),
                        e.offeredAt(),
                        e.id());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private List<WaitlistEntry> select(String sql, Object parameter) throws SQLException {
        PreparedStatement statement = writer.prepare(sql);
        columns.bindAll(statement, parameter);
        return JdbcReads.list(statement, rows::entry);
    }
}
