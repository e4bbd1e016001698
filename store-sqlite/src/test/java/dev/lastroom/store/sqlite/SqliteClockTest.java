package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.ClockContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteClockTest extends ClockContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
