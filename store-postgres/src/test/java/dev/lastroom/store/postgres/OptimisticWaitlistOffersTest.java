package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.WaitlistOffersContract;

class OptimisticWaitlistOffersTest extends WaitlistOffersContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
