package dev.lastroom.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.model.ModelStore;
import dev.lastroom.store.testkit.model.RandomHistory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The cost of a booking must not depend on how many there are: every statement finds its rows by an index. */
class SqliteStatementsTest {

    @Test
    void noStatementOfALongHistoryReadsAWholeTable() throws Exception {
        long seed = Long.getLong("lastroom.seed", new SplittableRandom().nextLong());
        try (SqliteDatabase database = new SqliteDatabase();
                SqliteStore store = (SqliteStore) database.open();
                ModelStore model = new ModelStore();
                Connection connection = database.connect()) {
            Instant now = RandomHistory.play(
                    seed, model, (batch, _) -> store.apply(batch, RandomHistory.DECISION, LockWait.FULL));
            store.sweepKeys(now.minus(Rules.DEFAULT.keyLifetime()), 1_000);
            assertThat(store.writingStatements()).hasSizeGreaterThan(10);
            for (String sql : store.writingStatements()) {
                assertThat(SqliteDatabase.plan(connection, sql))
                        .as("-Dlastroom.seed=%d %s", seed, sql)
                        .noneMatch(SqliteStatementsTest::readsAWholeTable);
            }
        }
    }

    @Test
    void aStatementThatReadsAWholeTableIsDetected() throws SQLException {
        try (SqliteDatabase database = new SqliteDatabase();
                Store _ = database.open();
                Connection connection = database.connect()) {
            assertThat(SqliteDatabase.plan(
                            connection, "SELECT * FROM booking WHERE status = 'PROVISIONAL' ORDER BY id"))
                    .anyMatch(SqliteStatementsTest::readsAWholeTable);
        }
    }

    /** A partial index may be read from end to end, because it has few rows. */
    private static boolean readsAWholeTable(String step) {
        return step.startsWith("SCAN")
                && !step.equals("SCAN CONSTANT ROW")
                && !step.contains("USING INDEX")
                && !step.contains("USING COVERING INDEX");
    }
}
