package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.StoreContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteStoreTest extends StoreContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
