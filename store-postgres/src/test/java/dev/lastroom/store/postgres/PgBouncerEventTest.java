package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.database.PgBouncer;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = PgBouncer.IS_INSTALLED, disabledReason = PgBouncer.MISSING)
class PgBouncerEventTest extends PostgresEventTest {

    @Override
    PostgresDatabase fresh() {
        return PostgresDatabase.behindPgBouncer(false);
    }
}
