package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.store.testkit.LifeContract;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.database.TestedStore;
import dev.lastroom.store.testkit.database.TwoServers;
import org.junit.jupiter.api.Test;

class PostgresLifeTest extends TwoServers implements TestedStore {

    @Override
    public TestDatabase database() {
        return new PostgresDatabase();
    }

    /** The guard is a lock for each user. Without it, two servers count the same holds, and each makes another. */
    @Test
    void negativeControlWithoutTheLockOfAUserThereAreMore() throws Exception {
        ((PostgresDatabase) database).replaceLock("SELECT pg_sleep(0.2)");
        reopen();
        boolean seen = false;
        for (int race = 0; race < 20 && !seen; race++) {
            seen = LifeContract.holdsOf("user-" + race, this) > 10;
        }
        assertThat(seen).isTrue();
    }
}
