package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.store.Store;
import dev.lastroom.store.jdbc.JdbcReads;
import dev.lastroom.store.jdbc.JdbcWebhooks;
import dev.lastroom.store.jdbc.ReadTransactions;
import dev.lastroom.store.jdbc.Sql;
import dev.lastroom.store.postgres.sql.PostgresColumns;
import dev.lastroom.store.postgres.sql.PostgresFailures;
import dev.lastroom.store.testkit.ListCalls;
import dev.lastroom.store.testkit.model.StatementRecorder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The cost of a page does not depend on the number of rows: an index holds them in the order of the list. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class PostgresListTest {

    private static final String MANY_BOOKINGS = """
            INSERT INTO booking (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms, night_prices,
              total_minor, currency, status, key_value, created_at)
            SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, CASE WHEN n % 100 = 0 THEN 'small' ELSE 'large' END, 'user-' || n % 5000, 'lisbon', 'deluxe',
              '2027-01-10', '2027-01-11', 1, '1', 1, 'EUR', 'CONFIRMED', 'k', now()
            FROM generate_series(1, 20000) n
            """;

    private static final String MANY_WAITS = """
            INSERT INTO waitlist (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms, key_value,
              joined_at, status, ends_at)
            SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, CASE WHEN n % 100 = 0 THEN 'small' ELSE 'large' END, 'user-' || n % 5000, 'lisbon', 'deluxe',
              '2027-01-10', '2027-01-11', 1, 'k', now(), 'EXPIRED', now()
            FROM generate_series(1, 2000) n
            """;

    private final PostgresDatabase database = new PostgresDatabase();
    private final PostgresColumns columns = new PostgresColumns();
    private Store store;
    private PostgresPools pools;
    private Set<String> lists;

    @BeforeAll
    void open() throws SQLException {
        store = database.open();
        database.execute(MANY_BOOKINGS, MANY_WAITS, "ANALYZE");
        pools = new PostgresPools(new PostgresHosts(database.url()), "public", PostgresSettings.of(database.url()), 1);
        lists = lists();
    }

    @AfterAll
    void close() {
        pools.close();
        store.close();
        database.close();
    }

    private Set<String> lists() {
        StatementRecorder recorder = new StatementRecorder();
        JdbcReads reads = new JdbcReads(
                recorder.of(pools.readers()),
                columns,
                new PostgresFailures(),
                PostgresEvents.SQL,
                ReadTransactions.PLAIN);
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
        try {
            assertThat(notServed()).isNotEmpty().allMatch(sql -> sql.contains("FROM booking WHERE owner >= ?"));
        } finally {
            database.execute("CREATE INDEX booking_by_owner ON booking (owner, id)");
        }
    }

    @Test
    void negativeControlAListByDatesWithoutItsIndexIsDetected() throws SQLException {
        database.execute("DROP INDEX booking_by_departure");
        try {
            assertThat(notServed()).isNotEmpty().allMatch(sql -> sql.contains("ORDER BY end_date, start_date, id"));
        } finally {
            database.execute("CREATE INDEX booking_by_departure ON booking (end_date, start_date, id, owner)");
        }
    }

    private List<String> notServed() throws SQLException {
        List<String> notServed = new ArrayList<>();
        try (Connection reader = pools.readers().getConnection()) {
            for (String sql : lists) {
                List<String> plan = plan(reader, sql);
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
                        .filter(step -> step.contains("Index Cond:"))
                        .anyMatch(step -> columns.stream().anyMatch(column -> step.contains("(" + column + " ")));
        boolean sorted = plan.stream().anyMatch(step -> step.matches("[ >-]*Sort  .*"));
        // The nights of a page's allotments are sorted. The allotments themselves are not.
        boolean partlySorted = !sql.contains("JOIN allotment_night")
                && plan.stream().anyMatch(step -> step.contains("Incremental Sort"));
        boolean gathered = plan.stream().anyMatch(step -> step.contains("Seq Scan") || step.contains("Bitmap"));
        return byIndex && !sorted && !partlySorted && !gathered;
    }

    /** Returns the plan that PostgreSQL makes once for all parameters. */
    private static List<String> plan(Connection reader, String sql) throws SQLException {
        Matcher parameters = Pattern.compile("\\?").matcher(sql);
        StringBuilder numbered = new StringBuilder("PREPARE list AS ");
        int count = 0;
        while (parameters.find()) {
            count++;
            parameters.appendReplacement(numbered, "\\$" + count);
        }
        parameters.appendTail(numbered);
        String values = count == 0 ? "" : "(" + String.join(", ", Collections.nCopies(count, "NULL")) + ")";
        try (var statement = reader.createStatement()) {
            statement.execute(numbered.toString());
            try (ResultSet row = statement.executeQuery("EXPLAIN EXECUTE list" + values)) {
                List<String> steps = new ArrayList<>();
                while (row.next()) {
                    steps.add(row.getString(1));
                }
                return steps;
            } finally {
                statement.execute("DEALLOCATE list");
            }
        }
    }
}
