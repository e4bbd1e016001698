package dev.lastroom.store.sqlite;

import static dev.lastroom.store.jdbc.stored.NightTable.NIGHTS;
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

/** Loads and writes nights, in the transaction of a writer. */
final class SqliteNights {

    private static final Rows ROWS = new Rows(new SqliteColumns());

    private static final String INSERT = "INSERT INTO night (" + NIGHTS.names() + ") VALUES (" + NIGHTS.marks() + ")";

    private static final String UPDATE =
            "UPDATE night SET " + NIGHTS.settings() + ", booked = ? WHERE room_type_id = ? AND stay_date = ?";

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
        statements.writeAll(INSERT, working.nights().added(), n -> row(NIGHTS.columns(), n));
        statements.writeAll(
                UPDATE,
                Changed.now(working.nights().changed()),
                n -> row(NIGHTS.changing(), n, n.booked(), n.roomTypeId(), n.date()));
    }
}
