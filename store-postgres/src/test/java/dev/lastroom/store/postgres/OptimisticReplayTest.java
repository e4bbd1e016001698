package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.ReplayContract;
import dev.lastroom.store.testkit.TestDatabase;

class OptimisticReplayTest extends ReplayContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
