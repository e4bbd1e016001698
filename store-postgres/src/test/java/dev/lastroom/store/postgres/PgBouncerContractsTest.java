package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.ConcurrencyContract;
import dev.lastroom.store.testkit.EventContract;
import dev.lastroom.store.testkit.SearchContract;
import dev.lastroom.store.testkit.StoreContract;
import dev.lastroom.store.testkit.database.PgBouncer;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.database.TestedStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contracts that a pooler could break. */
@EnabledIf(value = PgBouncer.IS_INSTALLED, disabledReason = PgBouncer.MISSING)
class PgBouncerContractsTest implements TestedStore {

    @Override
    public TestDatabase database() {
        return PostgresDatabase.behindPgBouncer(false);
    }

    @Nested
    class Concurrency extends ConcurrencyContract {}

    @Nested
    class Event extends EventContract {}

    @Nested
    class Search extends SearchContract {}

    @Nested
    class Store extends StoreContract {}
}
