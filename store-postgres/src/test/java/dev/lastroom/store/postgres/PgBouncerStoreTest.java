package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.PgBouncer;
import dev.lastroom.store.testkit.StoreContract;
import dev.lastroom.store.testkit.TestDatabase;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = PgBouncer.IS_INSTALLED, disabledReason = PgBouncer.MISSING)
class PgBouncerStoreTest extends StoreContract {

    @Override
    protected TestDatabase database() {
        return PostgresDatabase.behindPgBouncer(false);
    }
}
