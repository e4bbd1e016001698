package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.RulesContract;
import dev.lastroom.store.testkit.TestDatabase;

class OptimisticRulesTest extends RulesContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
