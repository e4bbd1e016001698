package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.ConcurrencyContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteConcurrencyTest extends ConcurrencyContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
