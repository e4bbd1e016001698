package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.EventContract;
import dev.lastroom.store.testkit.TestDatabase;

class SqliteEventTest extends EventContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }

    @Override
    protected String renumber(long from, long to) {
        return "UPDATE event SET id = " + to + " WHERE id = " + from;
    }
}
