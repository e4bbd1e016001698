package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.StoreContract;
import dev.lastroom.store.testkit.TestDatabase;

class OptimisticStoreTest extends StoreContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
