package dev.lastroom.store.jdbc;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Recount;
import dev.lastroom.engine.inventory.Repair;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Corrects counts from the bookings, in a transaction of the store. Not thread-safe.
 *
 * <p>Protocol: it first locks the nights, in their order. Only then a separate statement reads the bookings. A command
 * that books or cancels holds its nights' locks until its commit, so the statement sees exactly the bookings whose
 * rooms are in the counts. Commands that wait for a lock meanwhile add to the corrected count.
 */
public final class JdbcRepair {

    private final Sql.Function<String, PreparedStatement> statements;
    private final ColumnForms columns;
    private final Rows rows;
    private final String selectLocked;

    /**
     * Makes a repair.
     *
     * @param statements prepares a statement in the transaction, and closes it afterwards
     * @param lockClause the clause that locks the rows of a SELECT; empty if the transaction has locked everything
     */
    public JdbcRepair(Sql.Function<String, PreparedStatement> statements, ColumnForms columns, String lockClause) {
        this.statements = statements;
        this.columns = columns;
        this.rows = new Rows(columns);
        this.selectLocked = "SELECT * FROM night WHERE room_type_id = ? AND stay_date = ? " + lockClause;
    }

    /** Does what {@link dev.lastroom.engine.store.Store#repair} promises, except the commit. */
    public List<Repair> repair(SortedSet<NightKey> nights, Instant at) throws SQLException {
        if (nights.isEmpty()) {
            return List.of();
        }
        Map<NightKey, Night> locked = lock(nights);
        Recount recount = new Recount(nights);
        count(nights, recount);
        locked.values().forEach(night -> recount.night(night.roomTypeId(), night.date(), night.booked()));
        List<Repair> repairs = Repair.decide(recount.report(), locked);
        write(repairs.stream().filter(Repair::corrected).toList(), at);
        return repairs;
    }

    private Map<NightKey, Night> lock(SortedSet<NightKey> nights) throws SQLException {
        PreparedStatement select = statements.apply(selectLocked);
        Map<NightKey, Night> locked = new TreeMap<>();
        for (NightKey key : nights) {
            columns.bindAll(select, key.roomTypeId().value(), key.date());
            Queries.list(select, rows::night).forEach(night -> locked.put(key, night));
        }
        return locked;
    }

    private void count(SortedSet<NightKey> nights, Recount recount) throws SQLException {
        LocalDate first =
                nights.stream().map(NightKey::date).min(LocalDate::compareTo).orElseThrow();
        LocalDate last =
                nights.stream().map(NightKey::date).max(LocalDate::compareTo).orElseThrow();
        each(LiveBookings.TOUCHING, first, last, row -> LiveBookings.count(row, columns, recount));
        each(AllottedRooms.TOUCHING, first, last, row -> AllottedRooms.count(row, columns, recount));
    }

    private void each(String sql, LocalDate first, LocalDate last, Sql.Consumer<ResultSet> consumer)
            throws SQLException {
        PreparedStatement select = statements.apply(sql);
        columns.bindAll(select, first, last);
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                consumer.accept(row);
            }
        }
    }

    private void write(List<Repair> corrected, Instant at) throws SQLException {
        PreparedStatement update =
                statements.apply("UPDATE night SET booked = ? WHERE room_type_id = ? AND stay_date = ?");
        PreparedStatement insert = statements.apply("""
                INSERT INTO night_repair (room_type_id, stay_date, booked_before, booked_after, at)
                VALUES (?, ?, ?, ?, ?)
                """);
        PreparedStatement wake = statements.apply(
                "UPDATE waitlist SET watched = NULL WHERE room_type_id = ? AND watched = ? AND status = 'WAITING'");
        for (Repair repair : corrected) {
            String roomType = repair.night().roomTypeId().value();
            LocalDate date = repair.night().date();
            columns.bindAll(update, (int) repair.counted(), roomType, date);
            update.executeUpdate();
            columns.bindAll(insert, roomType, date, (int) repair.recorded(), (int) repair.counted(), at);
            insert.executeUpdate();
            // Rooms may be free that no command gave back.
            columns.bindAll(wake, roomType, date);
            wake.executeUpdate();
        }
    }
}
