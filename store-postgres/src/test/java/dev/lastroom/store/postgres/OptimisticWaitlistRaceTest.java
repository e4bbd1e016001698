package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.WaitlistRaceContract;

class OptimisticWaitlistRaceTest extends WaitlistRaceContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
