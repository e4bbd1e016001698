package dev.lastroom.store.jdbc;

import dev.lastroom.engine.event.EventRecount;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.Recount;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Recounts of every night, each in a transaction that sees one snapshot. Thread-safe. */
final class JdbcRecount {

    private static final String NIGHTS = "SELECT * FROM night ORDER BY room_type_id, stay_date";
    private static final int FETCH_SIZE = 1_000;

    private final DataSource connections;
    private final ColumnForms columns;
    private final Rows rows;
    private final SqlFailures failures;
    private final Sql.Consumer<Connection> beginSnapshot;

    JdbcRecount(
            DataSource connections, ColumnForms columns, SqlFailures failures, Sql.Consumer<Connection> beginSnapshot) {
        this.connections = connections;
        this.columns = columns;
        this.rows = new Rows(columns);
        this.failures = failures;
        this.beginSnapshot = beginSnapshot;
    }

    IntegrityReport fromBookings() {
        return inSnapshot(connection -> {
            Recount recount = new Recount();
            each(connection, LiveBookings.ALL, row -> LiveBookings.count(row, columns, recount));
            each(connection, AllottedRooms.ALL, row -> AllottedRooms.count(row, columns, recount));
            each(
                    connection,
                    NIGHTS,
                    row -> recount.night(
                            new RoomTypeId(row.getString("room_type_id")),
                            columns.date(row, "stay_date"),
                            row.getLong("booked")));
            return recount.report();
        });
    }

    EventRecount.Report fromEvents(EventSql events) {
        return inSnapshot(connection -> {
            EventRecount recount = new EventRecount();
            EventRows eventRows = new EventRows(columns);
            each(
                    connection,
                    events.all(),
                    row -> recount.event(
                            eventRows.id(row), eventRows.stored(row).what()));
            each(connection, NIGHTS, row -> recount.night(rows.night(row)));
            return recount.report();
        });
    }

    private <T> T inSnapshot(Sql.Function<Connection, T> work) {
        try (Connection connection = connections.getConnection()) {
            beginSnapshot.accept(connection);
            try {
                return work.apply(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw failures.toStoreException(e);
        }
    }

    private static void each(Connection connection, String sql, Sql.Consumer<ResultSet> consumer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                Sql.Scope _ = Stop.over(statement)) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    consumer.accept(row);
                }
            }
        }
    }
}
