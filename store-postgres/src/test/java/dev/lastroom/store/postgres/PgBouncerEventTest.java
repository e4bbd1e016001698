package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TestDatabase;

class PgBouncerEventTest extends PostgresEventTest {

    @Override
    protected TestDatabase database() {
        return PostgresDatabase.behindPgBouncer(false);
    }
}
