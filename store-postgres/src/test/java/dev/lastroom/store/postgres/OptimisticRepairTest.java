package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.RepairContract;
import dev.lastroom.store.testkit.TestDatabase;

class OptimisticRepairTest extends RepairContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase(true);
    }
}
