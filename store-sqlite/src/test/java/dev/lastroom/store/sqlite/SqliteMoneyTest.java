package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.MoneyContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteMoneyTest extends MoneyContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
