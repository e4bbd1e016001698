package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.GroupContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteGroupTest extends GroupContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
