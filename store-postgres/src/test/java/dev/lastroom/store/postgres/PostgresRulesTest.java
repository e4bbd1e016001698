package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.store.testkit.RulesContract;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.database.TestedStore;
import dev.lastroom.store.testkit.database.TwoServers;
import org.junit.jupiter.api.Test;

class PostgresRulesTest extends TwoServers implements TestedStore {

    @Override
    public TestDatabase database() {
        return new PostgresDatabase();
    }

    /** A lock that locks nothing replaces the real one. */
    @Test
    void negativeControlWithoutTheLockDeparturesAreForgotten() throws Exception {
        ((PostgresDatabase) database).replaceLock("SELECT");
        reopen();
        assertThat(RulesContract.departuresForgotten(100, this)).isPositive();
    }
}
