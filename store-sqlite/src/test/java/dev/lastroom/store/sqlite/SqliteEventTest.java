package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.EventContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteEventTest extends EventContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
