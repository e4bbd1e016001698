package dev.lastroom.store.postgres;

import dev.lastroom.store.jdbc.Sql;
import dev.lastroom.store.jdbc.SqlFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several statements that are sent to the server together, in one round trip. Each sees what those before it did, and
 * in READ COMMITTED also what others committed meanwhile. Not thread-safe.
 */
final class Script {

    private final Connection connection;
    private final List<Step> steps = new ArrayList<>();

    Script(Connection connection) {
        this.connection = connection;
    }

    private record Step(String sql, List<?> parameters, int expectedRows, Sql.@Nullable Consumer<ResultSet> onRow) {}

    /** Adds a query; {@code onRow} is called for each of its rows. */
    void query(String sql, Sql.Consumer<ResultSet> onRow, Object... parameters) {
        steps.add(new Step(sql, List.of(parameters), 0, onRow));
    }

    /** Adds a statement that must change {@code expectedRows} rows: others mean that somebody else was faster. */
    void update(String sql, int expectedRows, Object... parameters) {
        steps.add(new Step(sql, List.of(parameters), expectedRows, null));
    }

    /**
     * Runs all.
     *
     * @throws dev.lastroom.engine.store.StoreException if a statement did not change as many rows as expected
     */
    void run() throws SQLException {
        if (steps.isEmpty()) {
            return;
        }
        String sql = String.join(";\n", steps.stream().map(Step::sql).toList());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (Step step : steps) {
                for (Object parameter : step.parameters()) {
                    statement.setObject(index++, parameter);
                }
            }
            statement.execute();
            for (Step step : steps) {
                take(statement, step);
                statement.getMoreResults();
            }
        }
    }

    private static void take(PreparedStatement statement, Step step) throws SQLException {
        if (step.onRow() == null) {
            if (statement.getUpdateCount() != step.expectedRows()) {
                throw SqlFailures.conflict("A row that was read has changed meanwhile");
            }
            return;
        }
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                step.onRow().accept(row);
            }
        }
    }
}
