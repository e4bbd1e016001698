package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.StoreContracts;
import dev.lastroom.store.testkit.database.TestDatabase;

class SqliteContractsTest extends StoreContracts {

    @Override
    public TestDatabase database() {
        return new SqliteDatabase();
    }
}
