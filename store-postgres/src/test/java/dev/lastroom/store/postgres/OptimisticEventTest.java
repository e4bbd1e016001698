package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TestDatabase;

class OptimisticEventTest extends PostgresEventTest {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
