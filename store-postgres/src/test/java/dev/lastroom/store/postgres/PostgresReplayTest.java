package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.ReplayContract;
import dev.lastroom.store.testkit.TestDatabase;

class PostgresReplayTest extends ReplayContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase();
    }
}
