package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.MoneyContract;
import dev.lastroom.store.testkit.TestDatabase;

class OptimisticMoneyTest extends MoneyContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
