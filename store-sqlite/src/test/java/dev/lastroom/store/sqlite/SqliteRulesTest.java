package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.RulesContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteRulesTest extends RulesContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
