package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TransactionContracts;
import dev.lastroom.store.testkit.database.TestDatabase;

class OptimisticContractsTest extends TransactionContracts {

    @Override
    public TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
