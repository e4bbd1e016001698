package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.store.testkit.RulesContract;
import dev.lastroom.store.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

class PostgresRulesTest extends RulesContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase();
    }

    /** A lock that locks nothing is found before the real one. */
    @Test
    void negativeControlWithoutTheLockDeparturesAreForgotten() throws Exception {
        database.execute("CREATE FUNCTION pg_advisory_xact_lock(bigint) RETURNS void LANGUAGE sql AS 'SELECT'", """
                DO $$ BEGIN
                  EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database());
                END $$
                """);
        reopen();
        assertThat(departuresForgotten(100)).isPositive();
    }
}
