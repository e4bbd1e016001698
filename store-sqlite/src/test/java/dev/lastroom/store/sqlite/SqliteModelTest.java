package dev.lastroom.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.ModelContract;
import dev.lastroom.store.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SqliteModelTest extends ModelContract {

    /** The statements of all stores of a history. The last store may have been opened just before the end. */
    private final Set<String> statements = new TreeSet<>();

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }

    @Override
    protected void beforeClose(Store store) {
        statements.addAll(((SqliteStore) store).writingStatements());
    }

    /** The cost of a booking must not depend on their number: every statement finds its rows by an index. */
    @Override
    protected void afterHistory(TestDatabase database) throws SQLException {
        assertThat(statements).hasSizeGreaterThan(10);
        try (Connection connection = database.connect()) {
            for (String sql : statements) {
                assertThat(plan(connection, sql)).as(sql).noneMatch(SqliteModelTest::readsAWholeTable);
            }
        }
    }

    @Test
    void aStatementThatReadsAWholeTableIsDetected() throws SQLException {
        try (SqliteDatabase database = new SqliteDatabase();
                Store _ = database.open();
                Connection connection = database.connect()) {
            assertThat(plan(connection, "SELECT * FROM booking WHERE status = 'PROVISIONAL' ORDER BY id"))
                    .anyMatch(SqliteModelTest::readsAWholeTable);
        }
    }

    private static List<String> plan(Connection connection, String sql) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
                ResultSet row = explain.executeQuery()) {
            List<String> steps = new ArrayList<>();
            while (row.next()) {
                steps.add(row.getString("detail"));
            }
            return steps;
        }
    }

    /** A partial index may be read from end to end, because it has few rows. */
    private static boolean readsAWholeTable(String step) {
        return step.startsWith("SCAN") && !step.contains("USING INDEX") && !step.contains("USING COVERING INDEX");
    }
}
