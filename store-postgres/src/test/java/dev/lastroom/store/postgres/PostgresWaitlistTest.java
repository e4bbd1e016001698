package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.WaitlistContract;

class PostgresWaitlistTest extends WaitlistContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(false);
    }
}
