package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.TimeZoneContract;

class PostgresTimeZoneTest extends TimeZoneContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase();
    }
}
