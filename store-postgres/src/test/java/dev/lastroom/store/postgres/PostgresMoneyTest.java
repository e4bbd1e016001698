package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.MoneyContract;
import dev.lastroom.store.testkit.TestDatabase;

class PostgresMoneyTest extends MoneyContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase();
    }
}
