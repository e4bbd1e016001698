package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.WaitlistBoundsContract;

class SqliteWaitlistBoundsTest extends WaitlistBoundsContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
