package dev.lastroom.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.jdbc.JdbcReads;
import dev.lastroom.store.jdbc.JdbcWebhooks;
import dev.lastroom.store.jdbc.Sql;
import dev.lastroom.store.testkit.ListCalls;
import dev.lastroom.store.testkit.model.Recorder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

/** The cost of a page does not depend on the number of rows: an index holds them in the order of the list. */
class SqliteListTest {

    private static final String MANY_BOOKINGS = """
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10001)
            INSERT INTO booking (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms, night_prices,
              total_minor, currency, status, key_value, created_at)
            SELECT printf('%08x-0000-7000-8000-000000000000', n), 'large', 'ann', 'lisbon', 'deluxe',
              '2027-01-10', '2027-01-11', 1, '1', 1, 'EUR', 'CONFIRMED', 'k', 0
            FROM numbers
            """;

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
        Recorder recorder = new Recorder();
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + database.file());
        JdbcReads reads = new JdbcReads(recorder.of(source), columns, new SqliteFailures(), SqliteEvents.SQL, _ -> {});
        ListCalls.ask(reads, new JdbcWebhooks(columns, reads, new NoTransactions()));
        assertThat(recorder.statements()).hasSizeGreaterThan(80);
        return recorder.statements();
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

    /** Searches page by page for something that no index finds. */
    private List<Page<Booking>> pages(BookingFilter filter) {
        List<Page<Booking>> pages = new ArrayList<>();
        @Nullable String after = null;
        do {
            pages.add(store.reads().bookings(filter, new Page.Request(10, after)));
            after = pages.getLast().next();
        } while (after != null);
        return pages;
    }

    @Test
    void aPageExaminesALimitedNumberOfRowsAndTheNextGoesOnThere() throws SQLException {
        database.execute(
                MANY_BOOKINGS,
                "UPDATE booking SET status = 'CANCELLED' WHERE id = (SELECT id FROM booking WHERE owner = 'large' ORDER BY id LIMIT 1)");
        BookingFilter filter = new BookingFilter("large", null, null, BookingStatus.CANCELLED, null, null);

        List<Page<Booking>> pages = pages(filter);

        assertThat(pages).hasSize(2);
        assertThat(pages.getFirst().items()).isEmpty();
        assertThat(pages.getLast().items()).hasSize(1);
    }

    private List<String> notServed() throws SQLException {
        List<String> notServed = new ArrayList<>();
        try (Connection connection = database.connect()) {
            for (String sql : lists()) {
                List<String> plan = plan(connection, sql);
                if (!isServed(sql, plan)) {
                    notServed.add(sql + "\n" + String.join("\n", plan));
                }
            }
        }
        return notServed;
    }

    private static boolean isServed(String sql, List<String> plan) {
        List<String> columns = Recorder.columnsAskedFor(sql);
        boolean byIndex = columns.isEmpty()
                || plan.stream()
                        .filter(step -> step.startsWith("SEARCH"))
                        .anyMatch(step -> columns.stream().anyMatch(column -> step.contains("(" + column)));
        // The nights of a page's allotments are sorted. The allotments themselves are not.
        boolean sorted =
                !sql.contains("JOIN allotment_night") && plan.stream().anyMatch(step -> step.contains("TEMP B-TREE"));
        return byIndex && !sorted;
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
}
