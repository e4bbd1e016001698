package dev.lastroom.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.store.Store;
import dev.lastroom.store.jdbc.JdbcReads;
import dev.lastroom.store.jdbc.JdbcWebhooks;
import dev.lastroom.store.jdbc.ReadTransactions;
import dev.lastroom.store.jdbc.Sql;
import dev.lastroom.store.testkit.ListCalls;
import dev.lastroom.store.testkit.model.StatementRecorder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

/** The cost of a page does not depend on the number of rows: an index holds them in the order of the list. */
class SqliteListTest {

    private final SqliteDatabase database = new SqliteDatabase();
    private final SqliteColumns columns = new SqliteColumns();
    private Store store;

    @BeforeEach
    void open() {
        store = database.open();
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    private Set<String> lists() {
        StatementRecorder recorder = new StatementRecorder();
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + database.file());
        JdbcReads reads = new JdbcReads(
                recorder.of(source), columns, new SqliteFailures(), SqliteEvents.SQL, ReadTransactions.PLAIN);
        return ListCalls.statements(recorder, reads, new JdbcWebhooks(columns, reads, new NoTransactions()));
    }

    private static final class NoTransactions implements JdbcWebhooks.Transactions {
        @Override
        public <T> T run(Sql.Function<Sql.Function<String, PreparedStatement>, T> work) {
            throw new UnsupportedOperationException("a list writes nothing");
        }
    }

    @Test
    void anIndexReadsEveryListInItsOrder() throws SQLException {
        assertThat(notServed()).isEmpty();
    }

    @Test
    void negativeControlAListWithoutItsIndexIsDetected() throws SQLException {
        database.execute("DROP INDEX booking_by_owner");
        assertThat(notServed()).isNotEmpty().allMatch(sql -> sql.contains("FROM booking WHERE owner >= ?"));
    }

    @Test
    void negativeControlAListByDatesWithoutItsIndexIsDetected() throws SQLException {
        database.execute("DROP INDEX booking_by_departure");
        assertThat(notServed()).isNotEmpty().allMatch(sql -> sql.contains("ORDER BY end_date, start_date, id"));
    }

    private List<String> notServed() throws SQLException {
        List<String> notServed = new ArrayList<>();
        try (Connection connection = database.connect()) {
            for (String sql : lists()) {
                List<String> plan = SqliteDatabase.plan(connection, sql);
                if (!isServed(sql, plan)) {
                    notServed.add(sql + "\n" + String.join("\n", plan));
                }
            }
        }
        return notServed;
    }

    private static boolean isServed(String sql, List<String> plan) {
        List<String> columns = StatementRecorder.columnsAskedFor(sql);
        boolean byIndex = columns.isEmpty()
                || plan.stream()
                        .filter(step -> step.startsWith("SEARCH"))
                        .anyMatch(step -> columns.stream().anyMatch(column -> step.contains("(" + column)));
        // The nights of a page's allotments are sorted. The allotments themselves are not.
        boolean sorted =
                !sql.contains("JOIN allotment_night") && plan.stream().anyMatch(step -> step.contains("TEMP B-TREE"));
        return byIndex && !sorted;
    }
}
