package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.WaitlistContract;

class OptimisticWaitlistTest extends WaitlistContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
