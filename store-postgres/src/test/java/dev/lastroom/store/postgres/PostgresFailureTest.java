package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.FailureContract;
import dev.lastroom.store.testkit.TestDatabase;

class PostgresFailureTest extends FailureContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase();
    }
}
