package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.WaitlistBoundsContract;

class PostgresWaitlistBoundsTest extends WaitlistBoundsContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(false);
    }
}
