package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.RulesContract;
import dev.lastroom.store.testkit.TestDatabase;

class PostgresRulesTest extends RulesContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase();
    }
}
