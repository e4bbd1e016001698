package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.GroupContract;
import dev.lastroom.store.testkit.TestDatabase;

class OptimisticGroupTest extends GroupContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
