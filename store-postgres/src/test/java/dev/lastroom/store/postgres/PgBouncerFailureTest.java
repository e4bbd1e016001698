package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.FailureContract;
import dev.lastroom.store.testkit.TestDatabase;

class PgBouncerFailureTest extends FailureContract {

    @Override
    protected TestDatabase database() {
        return PostgresDatabase.behindPgBouncer(false);
    }
}
