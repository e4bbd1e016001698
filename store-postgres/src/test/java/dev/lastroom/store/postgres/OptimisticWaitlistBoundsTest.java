package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.WaitlistBoundsContract;

class OptimisticWaitlistBoundsTest extends WaitlistBoundsContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
