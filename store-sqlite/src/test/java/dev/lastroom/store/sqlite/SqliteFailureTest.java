package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.FailureContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteFailureTest extends FailureContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
