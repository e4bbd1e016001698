package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.ConcurrencyContract;
import dev.lastroom.store.testkit.TestDatabase;

class PgBouncerConcurrencyTest extends ConcurrencyContract {

    @Override
    protected TestDatabase database() {
        return PostgresDatabase.behindPgBouncer(false);
    }
}
