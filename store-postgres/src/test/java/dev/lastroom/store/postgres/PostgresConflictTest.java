package dev.lastroom.store.postgres;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conflicts with other transactions. The engine retries them a bounded number of times. */
class PostgresConflictTest {

    private final PostgresDatabase database = new PostgresDatabase();
    private BookingEngine engine = engine(5);

    private BookingEngine engine(int retriesMax) {
        return GrandHotel.engine(
                database.open(), EngineSettings.DEFAULT.with(it -> it.concurrencyRetriesMax = retriesMax));
    }

    @BeforeEach
    void open() {
        GrandHotel.open(engine, 5, 10);
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    /**
     * Makes the next {@code times} inserts of a booking fail. A sequence counts them, because it is not rolled back.
     */
    private void failNext(int times, String sqlState) throws SQLException {
        database.execute(
                "CREATE SEQUENCE tries",
                """
                CREATE FUNCTION failing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF nextval('tries') <= %d THEN RAISE EXCEPTION 'planted' USING ERRCODE = '%s'; END IF;
                  RETURN NEW;
                END $$
                """.formatted(times, sqlState),
                "CREATE TRIGGER failing BEFORE INSERT ON booking FOR EACH ROW EXECUTE FUNCTION failing()");
    }

    @Test
    void serializationFailuresAreRetried() throws Exception {
        failNext(5, "40001");
        assertThat(engine.submit(book("ann", 0, 2, 1))).isInstanceOf(Done.class);
    }

    @Test
    void deadlocksAreRetriedABoundedNumberOfTimes() throws Exception {
        failNext(6, "40P01");
        assertThat(engine.submit(book("ann", 0, 2, 1)))
                .isInstanceOfSatisfying(
                        Failed.class, f -> assertThat(f.reason()).isEqualTo(Failure.CONCURRENCY_ABORT));
        assertThat(engine.read().nights(DELUXE, TODAY, TODAY.plusDays(2))).allMatch(n -> n.booked() == 0);
        assertThat(engine.submit(book("ann", 0, 2, 1))).isInstanceOf(Done.class);
    }

    /** A real deadlock: the test holds the second night and waits for the first, which the engine holds. */
    @Test
    void aRealDeadlockEndsInABooking() throws Exception {
        CompletableFuture<? extends Outcome<?>> outcome;
        try (Connection other = database.lock(new NightKey(DELUXE, TODAY.plusDays(1)));
                var statement = other.createStatement()) {
            outcome = engine.submitAsync(engine.request(book("ann", 0, 2, 1), Caller.embedded("r")));
            waitUntilSomeoneWaitsForALock();
            try {
                statement.execute("SELECT * FROM night WHERE stay_date = '" + TODAY + "' FOR UPDATE");
            } catch (SQLException e) {
                // PostgreSQL may choose either as the victim.
                assertThat(e.getSQLState()).isEqualTo("40P01");
            }
            other.rollback();
        }
        assertThat(outcome.join()).isInstanceOf(Done.class);
    }

    private void waitUntilSomeoneWaitsForALock() throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            boolean waiting = false;
            while (!waiting) {
                try (var row = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
                    row.next();
                    waiting = row.getInt(1) > 0;
                }
            }
        }
    }

    @Test
    void twoLanesAndTwoServersNeverDeadlockOnOppositeStays() throws Exception {
        try (BookingEngine second = engine(0);
                BookingEngine first = engine(0)) {
            GrandHotel.atOnce(8, i -> () -> {
                BookingEngine server = i % 2 == 0 ? first : second;
                for (int n = 0; n < 40; n++) {
                    // Opposite orders of arrival; without retries, a deadlock would show as CONCURRENCY_ABORT.
                    int day = i % 2 == 0 ? n % 9 : 8 - n % 9;
                    Outcome<?> outcome =
                            server.submit(book("user-" + i, day, 2, 1).withKey(i + "-" + n));
                    assertThat(outcome).isNotInstanceOf(Failed.class);
                }
                return i;
            });
        }
        assertThat(engine.read().integrity().drift()).isEmpty();
    }

    @Test
    void aLostDatabaseIsUnavailableAndTheEngineRecovers() throws Exception {
        assertThat(engine.submit(book("ann", 0, 2, 1))).isInstanceOf(Done.class);
        database.allowConnections(false);
        assertThat(engine.submit(book("bob", 0, 2, 1)))
                .isInstanceOfSatisfying(
                        Failed.class, f -> assertThat(f.reason()).isEqualTo(Failure.STORE_UNAVAILABLE));
        database.allowConnections(true);
        assertThat(engine.submit(book("bob", 0, 2, 1))).isInstanceOf(Done.class);
    }
}
