package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.store.testkit.LifeContract;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.database.TestedStore;
import dev.lastroom.store.testkit.database.TwoServers;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    /** One of the user's ten holds ends in a transaction that still has the lock on its night. */
    @Test
    void aHoldThatEndsWhileARequestWaitsForItsNightNoLongerCounts() throws Exception {
        GrandHotel.open(server, 20, 1);
        Booking first = GrandHotel.booking(server.submit(hold(0)));
        for (int i = 1; i < 10; i++) {
            assertThat(server.submit(hold(i))).isInstanceOf(Done.class);
        }
        PostgresDatabase postgres = (PostgresDatabase) database;
        try (Connection cancel = postgres.lock(new NightKey(GrandHotel.DELUXE, GrandHotel.TODAY));
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            try (var statement = cancel.createStatement()) {
                statement.execute("UPDATE booking SET status = 'CANCELLED' WHERE id = '" + first.id() + "'");
            }
            Future<Outcome<Booking>> waiting = threads.submit(() -> server.submit(hold(10)));
            postgres.awaitBlocked(1);
            cancel.commit();
            assertThat(waiting.get()).isInstanceOf(Done.class);
        }
    }

    private static Book hold(int i) {
        return GrandHotel.book("ann", 0, 1, 1)
                .heldFor(new HoldTime(Duration.ofMinutes(15)))
                .withKey("hold-" + i);
    }
}
