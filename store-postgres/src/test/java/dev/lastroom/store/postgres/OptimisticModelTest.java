package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TestDatabase;

class OptimisticModelTest extends PostgresModelTest {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
