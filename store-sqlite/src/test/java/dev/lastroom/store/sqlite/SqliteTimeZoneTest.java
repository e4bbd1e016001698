package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.TimeZoneContract;

class SqliteTimeZoneTest extends TimeZoneContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
