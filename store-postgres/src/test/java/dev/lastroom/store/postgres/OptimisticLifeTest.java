package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.LifeContract;
import dev.lastroom.store.testkit.TestDatabase;

class OptimisticLifeTest extends LifeContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
