package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.TransactionContracts;

class OptimisticContractsTest extends TransactionContracts {

    @Override
    public TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
