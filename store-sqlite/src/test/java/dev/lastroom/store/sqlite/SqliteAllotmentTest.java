package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.AllotmentContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteAllotmentTest extends AllotmentContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
