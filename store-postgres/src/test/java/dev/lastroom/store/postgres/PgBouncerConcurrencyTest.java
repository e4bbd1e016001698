package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.ConcurrencyContract;
import dev.lastroom.store.testkit.PgBouncer;
import dev.lastroom.store.testkit.TestDatabase;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = PgBouncer.IS_INSTALLED, disabledReason = PgBouncer.MISSING)
class PgBouncerConcurrencyTest extends ConcurrencyContract {

    @Override
    protected TestDatabase database() {
        return PostgresDatabase.behindPgBouncer(false);
    }
}
