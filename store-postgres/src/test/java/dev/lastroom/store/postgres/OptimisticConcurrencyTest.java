package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.ConcurrencyContract;
import dev.lastroom.store.testkit.TestDatabase;

class OptimisticConcurrencyTest extends ConcurrencyContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
