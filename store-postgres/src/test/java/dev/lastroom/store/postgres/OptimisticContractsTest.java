package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.StoreContracts;
import dev.lastroom.store.testkit.TestDatabase;

class OptimisticContractsTest extends StoreContracts {

    @Override
    public TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
