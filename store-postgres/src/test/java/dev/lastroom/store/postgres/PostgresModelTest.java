package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.ModelContract;
import dev.lastroom.store.testkit.TestDatabase;

class PostgresModelTest extends ModelContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase();
    }
}
