package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.ModelContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteModelTest extends ModelContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
