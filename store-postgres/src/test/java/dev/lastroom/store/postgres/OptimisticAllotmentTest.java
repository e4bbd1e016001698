package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.AllotmentContract;
import dev.lastroom.store.testkit.TestDatabase;

class OptimisticAllotmentTest extends AllotmentContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
