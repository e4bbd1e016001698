package dev.lastroom.bench.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.bench.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostgresBenchTest {

    @Test
    void commitsAreDurable() {
        try (BenchDatabase database = TestDatabases.postgres()) {
            assertThat(database.settings())
                    .containsEntry("fsync", "on")
                    .containsEntry("synchronous_commit", "on")
                    .containsEntry("full_page_writes", "on");
            // From the environment in which the tests run.
            assertThat(database.settings()).containsEntry("MALLOC_TOP_PAD_", System.getenv("MALLOC_TOP_PAD_"));
        }
    }

    @Test
    void storedBookingsHoldTheirRooms() {
        try (BenchDatabase database = TestDatabases.postgres()) {
            database.store(2_000);

            assertThat(Account.open(database).check()).isEmpty();
            assertThat(database.reads().integrity().bookingsChecked()).isEqualTo(2_001);
            // A booking with its key and its event is a few hundred bytes.
            assertThat(database.bytes()).isGreaterThan(2_000 * 200L);
        }
    }

    @Test
    void theServersCpuTimeGrowsWithItsWork() throws SQLException {
        try (BenchDatabase database = TestDatabases.postgres();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            Duration before = database.cpu().orElseThrow();

            statement.execute("SELECT count(*) FROM generate_series(1, 3000000) i WHERE md5(i::text) = ''");

            assertThat(database.cpu().orElseThrow().minus(before)).isGreaterThan(Duration.ofMillis(50));
        }
    }

    @Test
    void itLeavesNothingBehind() throws SQLException {
        String schema;
        try (BenchDatabase database = TestDatabases.postgres();
                Connection connection = database.connect()) {
            schema = connection.getSchema();
        }
        try (Connection connection = java.sql.DriverManager.getConnection(TestDatabases.postgresUrl());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM pg_namespace WHERE nspname = '" + schema + "'")) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }
}
