package dev.lastroom.store.postgres;

import dev.lastroom.store.jdbc.Sql;
import dev.lastroom.store.jdbc.SqlFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several statements that are sent to the server together, in one round trip, as often as {@link #run} is called. Each
 * sees what those before it did, and in READ COMMITTED also what others committed meanwhile; once one fails, the server
 * carries out none of those after it. Not thread-safe.
 */
final class Script {

    private static final Sql.Consumer<ResultSet> NOTHING = _ -> {};
    private static final PostgresColumns COLUMNS = new PostgresColumns();

    private final Connection connection;
    private List<Step> gathered = new ArrayList<>();

    Script(Connection connection) {
        this.connection = connection;
    }

    private record Step(String sql, List<@Nullable Object> parameters, Sql.Consumer<ResultSet> onRow) {}

    /** Adds a query; {@code onRow} is called for each of its rows. */
    void query(String sql, Sql.Consumer<ResultSet> onRow, @Nullable Object... parameters) {
        gathered.add(new Step(sql, Arrays.asList(parameters), onRow));
    }

    /** Adds a statement. */
    void update(String sql, @Nullable Object... parameters) {
        query(sql, NOTHING, parameters);
    }

    /** Adds an update that must change {@code rows} rows, else all fails: somebody else was faster. */
    void updateExactly(int rows, String sql, Object... parameters) {
        List<Object> all = new ArrayList<>(List.of(parameters));
        all.add((long) rows);
        update("WITH changed AS (" + sql + " RETURNING 1) SELECT expect(count(*), ?) FROM changed", all.toArray());
    }

    /** Runs all that was added since the last time; sends nothing if that is nothing. */
    void run() throws SQLException {
        if (!gathered.isEmpty()) {
            @Nullable SQLWarning _ = runAll();
        }
    }

    /** Runs all, and gives the first of the warnings that came. */
    private @Nullable SQLWarning runAll() throws SQLException {
        List<Step> steps = gathered;
        gathered = new ArrayList<>();
        String sql = String.join(";\n", steps.stream().map(Step::sql).toList());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (Step step : steps) {
                for (Object parameter : step.parameters()) {
                    COLUMNS.bind(statement, index++, parameter);
                }
            }
            boolean hasRows = statement.execute();
            for (Step step : steps) {
                if (hasRows) {
                    take(statement, step);
                }
                hasRows = statement.getMoreResults();
            }
            return statement.getWarnings();
        }
    }

    /**
     * Runs all, and commits in the same round trip. Without anything to run, it only commits: every transaction ends
     * here.
     *
     * @throws dev.lastroom.engine.store.StoreException if nobody knows what happened: the answer was lost; or the
     * standby that should have it, too, was not waited for
     */
    void runAndCommit() throws SQLException {
        update("COMMIT");
        try {
            SQLWarning notAwaited = PostgresFailures.standbyNotAwaited(runAll());
            if (notAwaited != null) {
                throw SqlFailures.outcomeUnknown(notAwaited);
            }
        } catch (SQLException e) {
            if (PostgresFailures.leavesCommitUnknown(e)) {
                throw SqlFailures.outcomeUnknown(e);
            }
            throw e;
        }
    }

    private static void take(PreparedStatement statement, Step step) throws SQLException {
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                step.onRow().accept(row);
            }
        }
    }
}
