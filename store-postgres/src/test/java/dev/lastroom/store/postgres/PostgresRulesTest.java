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

    /** A lock that locks nothing replaces the real one. */
    @Test
    void negativeControlWithoutTheLockDeparturesAreForgotten() throws Exception {
        ((PostgresDatabase) database).replaceLock("SELECT");
        reopen();
        assertThat(departuresForgotten(100)).isPositive();
    }
}
