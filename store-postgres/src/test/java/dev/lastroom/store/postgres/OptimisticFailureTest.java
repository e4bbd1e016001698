package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.FailureContract;
import dev.lastroom.store.testkit.TestDatabase;

class OptimisticFailureTest extends FailureContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
