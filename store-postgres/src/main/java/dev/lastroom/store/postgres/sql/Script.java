package dev.lastroom.store.postgres.sql;

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
 * Statements that are sent to the server together, in one round trip for each call of {@link #run}. Each statement sees
 * the effects of those before it and, in READ COMMITTED, also what others committed in the meantime. Once one fails,
 * the server skips those after it. Not thread-safe.
 */
public final class Script {

    private static final Sql.Consumer<ResultSet> NOTHING = _ -> {};
    private static final PostgresColumns COLUMNS = new PostgresColumns();

    private final Connection connection;
    private List<SqlCall> gathered = new ArrayList<>();

    public Script(Connection connection) {
        this.connection = connection;
    }

    private record SqlCall(String sql, List<@Nullable Object> parameters, Sql.Consumer<ResultSet> onRow) {}

    /** Adds a query and calls {@code onRow} for each of its rows. */
    public void query(String sql, Sql.Consumer<ResultSet> onRow, @Nullable Object... parameters) {
        gathered.add(new SqlCall(OneRow.suit(sql, parameters), Arrays.asList(parameters), onRow));
    }

    /** Adds a statement. */
    public void update(String sql, @Nullable Object... parameters) {
        query(sql, NOTHING, parameters);
    }

    /**
     * Adds an update that must change {@code rows} rows. Otherwise the script fails: another transaction was faster.
     */
    public void updateExactly(int rows, String sql, Object... parameters) {
        List<Object> all = new ArrayList<>(List.of(parameters));
        all.add((long) rows);
        update("WITH changed AS (" + sql + " RETURNING 1) SELECT expect(count(*), ?) FROM changed", all.toArray());
    }

    /** Runs all statements added since the last run; sends nothing if there are none. */
    public void run() throws SQLException {
        if (!gathered.isEmpty()) {
            @Nullable SQLWarning _ = runAll();
        }
    }

    /** Runs all statements, and returns the first warning. */
    private @Nullable SQLWarning runAll() throws SQLException {
        List<SqlCall> calls = gathered;
        gathered = new ArrayList<>();
        String sql = String.join(";\n", calls.stream().map(SqlCall::sql).toList());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (SqlCall call : calls) {
                for (Object parameter : call.parameters()) {
                    COLUMNS.bind(statement, index++, parameter);
                }
            }
            boolean hasRows = statement.execute();
            for (SqlCall call : calls) {
                if (hasRows) {
                    take(statement, call);
                }
                hasRows = statement.getMoreResults();
            }
            return statement.getWarnings();
        }
    }

    /**
     * Runs all statements and commits in the same round trip. Without statements it only commits: every transaction
     * ends here.
     *
     * @throws dev.lastroom.engine.store.StoreException if the outcome is unknown: the answer was lost, or the commit
     *     did not wait for its standby
     */
    public void runAndCommit() throws SQLException {
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

    private static void take(PreparedStatement statement, SqlCall call) throws SQLException {
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                call.onRow().accept(row);
            }
        }
    }
}
