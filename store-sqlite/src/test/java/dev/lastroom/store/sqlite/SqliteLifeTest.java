package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.LifeContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteLifeTest extends LifeContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
