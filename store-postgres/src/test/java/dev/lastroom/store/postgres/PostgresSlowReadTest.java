package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.jdbc.guard.Breaker;
import dev.lastroom.store.jdbc.guard.BreakerSettings;
import dev.lastroom.store.jdbc.guard.GuardedStore;
import dev.lastroom.store.jdbc.guard.ReadSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A read that never ends, on a store with one connection for reads. */
@Timeout(60)
class PostgresSlowReadTest {

    private static final BreakerSettings AT_ONCE = new BreakerSettings(1, Duration.ofMinutes(10));
    private static final PropertyId ENDLESS = new PropertyId("endless");

    private final PostgresDatabase database = new PostgresDatabase();

    /** Opened by each test with its own settings. */
    @SuppressWarnings("NullAway.Init")
    private GuardedStore store;

    @BeforeEach
    void plant() throws SQLException {
        database.open().close();
        database.execute(
                "INSERT INTO property (id, name, time_zone, currency) VALUES ('endless', 'Endless', 'UTC', 'EUR')",
                "ALTER TABLE property RENAME TO stored_property",
                """
                CREATE VIEW property AS SELECT * FROM stored_property WHERE pg_sleep(1000) IS NOT NULL
                """);
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    private void open(ReadSettings settings) {
        store = new GuardedStore(
                PostgresStore.open(PostgresSettings.of(database.url()).withPoolSize(1)), AT_ONCE, settings);
    }

    private static void assertFails(Failure failure, ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.failure()).isEqualTo(failure));
    }

    private void awaitBusy(int reads) {
        while (store.pools().getFirst().busy() != reads) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theDatabaseIsStoppedToo() {
        open(new ReadSettings(1, 10, Duration.ofMillis(100)));
        assertFails(Failure.TRANSACTION_TIMEOUT, () -> store.reads().property(ENDLESS));

        awaitBusy(0);

        assertThat(store.reads().roomTypes(null, PageRequest.FIRST).items()).isEmpty();
    }

    /** Reads until the endless read has the connection. Some of these reads may come first. */
    private void readUntilItFails() {
        while (true) {
            store.reads().roomTypes(null, PageRequest.FIRST);
        }
    }

    /** The database is healthy, so no breaker counts the failure. */
    @Test
    void aReadThatFindsAllConnectionsInUseIsOverloaded() {
        open(new ReadSettings(2, 10, Duration.ofMinutes(10)));
        CompletableFuture<?> endless =
                CompletableFuture.runAsync(() -> store.reads().property(ENDLESS));

        assertFails(Failure.OVERLOADED, this::readUntilItFails);

        assertThat(store.breakers()).allMatch(breaker -> breaker.state() == Breaker.State.CLOSED);
        assertThat(store.housekeeping().roomTypes(null, PageRequest.FIRST).items())
                .isEmpty();
        store.pools().forEach(pool -> pool.close());
        assertThatThrownBy(endless::join).hasRootCauseInstanceOf(SQLException.class);
    }
}
