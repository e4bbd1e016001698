package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.WaitlistOffersContract;

class SqliteWaitlistOffersTest extends WaitlistOffersContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
