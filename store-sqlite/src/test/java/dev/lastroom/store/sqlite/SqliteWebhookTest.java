package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.WebhookContract;

class SqliteWebhookTest extends WebhookContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }
}
