package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.WebhookContract;

class PostgresWebhookTest extends WebhookContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase();
    }
}
