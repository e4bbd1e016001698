package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.StoreContracts;
import dev.lastroom.store.testkit.database.TestDatabase;

class PostgresContractsTest extends StoreContracts {

    @Override
    public TestDatabase database() {
        return new PostgresDatabase();
    }
}
