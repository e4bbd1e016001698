package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.RepairContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteRepairTest extends RepairContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
