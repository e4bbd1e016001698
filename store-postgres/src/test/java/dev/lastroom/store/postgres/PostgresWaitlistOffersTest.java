package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.WaitlistOffersContract;

class PostgresWaitlistOffersTest extends WaitlistOffersContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(false);
    }
}
