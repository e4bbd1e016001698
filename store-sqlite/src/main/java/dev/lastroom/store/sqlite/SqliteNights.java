package dev.lastroom.store.sqlite;

import static dev.lastroom.store.sqlite.SqliteStatements.row;

import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.store.jdbc.NightRun;
import dev.lastroom.store.jdbc.Rows;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads and writes nights, in the transaction of a writer. */
final class SqliteNights {

    private static final Rows ROWS = new Rows(new SqliteColumns());

    private final SqliteStatements statements;

    SqliteNights(SqliteStatements statements) {
        this.statements = statements;
    }

    /** Loads nights, with one query for each run of consecutive ones. */
    void load(WorkingSet working, Collection<NightKey> nights) throws SQLException {
        for (NightRun<NightKey> run : NightRun.of(nights, Function.identity(), (_, _) -> true)) {
            List<Night> found = statements.all(
                    "SELECT * FROM night WHERE room_type_id = ? AND stay_date BETWEEN ? AND ?",
                    ROWS::night,
                    run.first().roomTypeId(),
                    run.first().date(),
                    run.last());
            found.forEach(night -> working.nights().load(night.key(), night));
        }
    }

    /** Writes added and changed nights. */
    void write(WorkingSet working) throws SQLException {
        statements.writeAll("""
                INSERT INTO night (total, booked, price_minor, overbooking, rules, room_type_id, stay_date)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """, working.nights().added(), SqliteNights::parameters);
        statements.writeAll("""
                UPDATE night SET total = ?, booked = ?, price_minor = ?, overbooking = ?, rules = ?
                WHERE room_type_id = ? AND stay_date = ?
                """, Changed.now(working.nights().changed()), SqliteNights::parameters);
    }

    private static @Nullable Object[] parameters(Night n) {
        return row(
                n.total(), n.booked(), n.price(), n.rules().overbooking(), Rows.rulesText(n), n.roomTypeId(), n.date());
    }
}
