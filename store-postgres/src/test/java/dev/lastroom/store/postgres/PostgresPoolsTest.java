package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The limits of connections. */
class PostgresPoolsTest {

    /** Before PostgreSQL 17, nothing else would release the locks of a client that is gone. */
    @Test
    void aTransactionThatWaitsForItsClientIsBounded() throws SQLException {
        PostgresSettings settings = PostgresSettings.of(PostgresServer.url("postgres"));
        try (PostgresPools pools = pools(settings)) {
            Connection connection = pools.writer();
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SHOW idle_in_transaction_session_timeout")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("10s");
            } finally {
                pools.giveBack(connection);
            }
        }
    }

    /** Starting them takes longer than a batch. Other connections may use them. */
    @Test
    void writersStartNoParallelWorkers() throws SQLException {
        PostgresSettings settings = PostgresSettings.of(PostgresServer.url("postgres"));
        try (PostgresPools pools = pools(settings);
                Connection other = DriverManager.getConnection(settings.url())) {
            Connection writer = pools.writer();
            try {
                assertThat(planWithWorkersWhereAllowed(writer)).noneMatch(step -> step.contains("Gather"));
                assertThat(planWithWorkersWhereAllowed(other)).anyMatch(step -> step.contains("Gather"));
            } finally {
                pools.giveBack(writer);
            }
        }
    }

    private static PostgresPools pools(PostgresSettings settings) {
        return new PostgresPools(new PostgresHosts(settings.url()), "public", settings, 1);
    }

    private static List<String> planWithWorkersWhereAllowed(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET debug_parallel_query = on");
            try (var row = statement.executeQuery("EXPLAIN SELECT count(*) FROM pg_class")) {
                List<String> steps = new ArrayList<>();
                while (row.next()) {
                    steps.add(row.getString(1));
                }
                return steps;
            }
        }
    }

    @Test
    void aConnectionInUseForTooLongIsCut() throws SQLException {
        PostgresSettings settings = PostgresSettings.of(PostgresServer.url("postgres"))
                .withLimits(Duration.ofMillis(50), Duration.ofMillis(50))
                .withNetworkMargin(Duration.ofMillis(50));
        try (PostgresPools pools = pools(settings)) {
            Connection connection = pools.writer();
            while (connection.isValid(1)) {
                Thread.onSpinWait();
            }
            // The transaction stays committed, so losing its connection is no failure.
            assertThatCode(() -> pools.giveBack(connection)).doesNotThrowAnyException();
        }
    }
}
