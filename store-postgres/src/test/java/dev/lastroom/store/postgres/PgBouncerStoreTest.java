package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.StoreContract;
import dev.lastroom.store.testkit.TestDatabase;

class PgBouncerStoreTest extends StoreContract {

    @Override
    protected TestDatabase database() {
        return PostgresDatabase.behindPgBouncer(false);
    }
}
