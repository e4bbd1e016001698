package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.ReplayContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteReplayTest extends ReplayContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
