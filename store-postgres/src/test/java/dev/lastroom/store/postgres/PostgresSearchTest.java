package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.config.SearchSettings;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.search.Found;
import dev.lastroom.engine.search.Wanted;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Searches in memory while a transaction has a number in the log but has not ended. */
class PostgresSearchTest {

    private static final Wanted WANTED =
            new Wanted(new PropertyId(GrandHotel.PROPERTY), Stay.of(GrandHotel.TODAY, 1), 1, null);

    private static final EngineSettings SETTINGS =
            EngineSettings.DEFAULT.with(it -> it.search = new SearchSettings(2_000_000, Duration.ofMillis(300)));

    /** The log cannot be read beyond the late transaction, so memory would not show what was committed after it. */
    @Test
    void theDatabaseAnswersWhileATransactionIsLate() throws SQLException {
        try (PostgresDatabase database = new PostgresDatabase();
                BookingEngine here = GrandHotel.engine(database.open(), SETTINGS);
                BookingEngine there = GrandHotel.engine(database.open(), SETTINGS);
                Connection late = database.connect()) {
            GrandHotel.open(here, 10, 1);
            assertThat(awaitMemory(here)).isEqualTo(10);
            assertThat(free(there.searches()
                            .find(WANTED, GrandHotel.NOON, here.searches().position())))
                    .isEqualTo(10);

            late.setAutoCommit(false);
            late.createStatement().execute("SELECT event_batch_now()");
            GrandHotel.booking(here.submit(GrandHotel.book("alice", 0, 1, 1)));
            assertThat(here.searches().inMemory(WANTED, GrandHotel.NOON, EventId.START))
                    .isEmpty();
            assertThat(free(here.searches().find(WANTED, GrandHotel.NOON, EventId.START)))
                    .isEqualTo(9);
            assertThat(free(there.searches()
                            .find(WANTED, GrandHotel.NOON, here.searches().position())))
                    .isEqualTo(9);

            late.rollback();
            assertThat(awaitMemory(here)).isEqualTo(9);
        }
    }

    /** A state that is read meanwhile has what was committed after the late transaction, and lacks what that may bring. */
    @Test
    void aStateReadWhileATransactionIsLateIsNotShown() throws SQLException {
        try (PostgresDatabase database = new PostgresDatabase();
                BookingEngine here = GrandHotel.engine(database.open(), SETTINGS);
                Connection late = database.connect()) {
            GrandHotel.open(here, 10, 1);
            late.setAutoCommit(false);
            late.createStatement().execute("SELECT event_batch_now()");
            GrandHotel.booking(here.submit(GrandHotel.book("alice", 0, 1, 1)));

            assertThat(here.searches().inMemory(WANTED, GrandHotel.NOON, EventId.START))
                    .isEmpty();
            late.rollback();
            assertThat(awaitMemory(here)).isEqualTo(9);
        }
    }

    /** Searches until memory answers, for which a loaded machine may need longer than one search waits. */
    private static int awaitMemory(BookingEngine engine) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            Optional<Found> found = engine.searches().inMemory(WANTED, GrandHotel.NOON, EventId.START);
            if (found.isPresent()) {
                return free(found);
            }
            assertThat(System.nanoTime()).as("memory answers").isLessThan(deadline);
        }
    }

    private static int free(Optional<Found> found) {
        return found.orElseThrow().quotes().getFirst().availability().availableRooms();
    }
}
