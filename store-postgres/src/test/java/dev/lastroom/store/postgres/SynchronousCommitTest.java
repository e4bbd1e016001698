package dev.lastroom.store.postgres;

import static dev.lastroom.store.testkit.model.GrandHotel.NOON;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server whose commits wait for a missing standby, while another session cancels the wait. PostgreSQL then reports
 * success with a warning.
 */
@Timeout(90)
class SynchronousCommitTest {

    private static final String WAITING = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    private static final long LOOK_NANOS = 5_000_000;

    @TempDir
    private Path folder;

    private OwnServer server;

    @BeforeEach
    void start() throws Exception {
        server = new OwnServer(folder);
        // An administrator might set these. The store sets what it needs for itself.
        server.run(
                "ALTER ROLE postgres SET client_min_messages = 'error'",
                "ALTER ROLE postgres SET synchronous_commit = 'local'");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** After this returns, every commit waits. */
    private void loseTheStandby() throws SQLException {
        server.run("CREATE TABLE probe (n integer)", "ALTER SYSTEM SET synchronous_standby_names = 'missing'");
        server.run("SELECT pg_reload_conf()");
        try (Connection connection = server.connect();
                Connection other = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = on");
            statement.execute("SET client_min_messages = warning");
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(statement));
            while (!writing.isDone()) {
                cancel(other);
            }
            writing.join();
        }
    }

    private static void write(Statement statement) {
        try {
            while (statement.getWarnings() == null) {
                statement.execute("INSERT INTO probe VALUES (1)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Cancels all waits. */
    private static void cancel(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_cancel_backend(pid) FROM (" + WAITING + ") w")) {
            while (row.next()) {
                assertThat(row.getBoolean(1)).isTrue();
            }
        }
        LockSupport.parkNanos(LOOK_NANOS);
    }

    /** Returns the result of a task while another session cancels every wait. */
    private <T> T cancelling(Future<T> done) throws Exception {
        try (Connection connection = server.connect()) {
            while (!done.isDone()) {
                cancel(connection);
            }
        }
        return done.get();
    }

    private Outcome<?> submit(BookingEngine engine) throws Exception {
        return cancelling(CompletableFuture.supplyAsync(
                () -> engine.submit(book("ann", 0, 2, 1).withKey("one"))));
    }

    /** On a retry the server finds the committed booking, but must not vouch for it either. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBookingWhoseWaitWasCancelledIsNotAcknowledged(boolean optimistic) throws Exception {
        try (BookingEngine engine = GrandHotel.engine(server.open(optimistic))) {
            GrandHotel.open(engine, 5, 10);
            // So that optimistic mode knows the nights.
            assertThat(engine.submit(book("bob", 0, 2, 1))).isInstanceOf(Done.class);
            loseTheStandby();
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(submit(engine))
                        .isInstanceOfSatisfying(
                                Failed.class, f -> assertThat(f.reason()).isEqualTo(Failure.OUTCOME_UNKNOWN));
            }
            server.run("ALTER SYSTEM RESET synchronous_standby_names");
            server.run("SELECT pg_reload_conf()");
            assertThat(engine.submit(book("ann", 0, 2, 1).withKey("one")))
                    .isInstanceOfSatisfying(
                            Done.class, b -> assertThat(b.replayed()).isTrue());
            assertThat(engine.read().integrity().drift()).isEmpty();
        }
    }

    @Test
    void noOtherCommitIsAcknowledgedEither() throws Exception {
        try (Store store = server.open(false)) {
            try (BookingEngine engine = GrandHotel.engine(store)) {
                GrandHotel.open(engine, 5, 10);
                assertThat(engine.submit(book("bob", 0, 2, 1).withKey("two"))).isInstanceOf(Done.class);
                loseTheStandby();
                assertUnknown(() -> store.sweepKeys(NOON.plus(Duration.ofDays(1)), 10));
                assertUnknown(() -> store.webhooks().lease(new UUID(0, 1), NOON, NOON.plusSeconds(1)));
            }
        }
    }

    private void assertUnknown(Runnable write) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> cancelling(CompletableFuture.runAsync(write)))
                .havingCause()
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.failure()).isEqualTo(Failure.OUTCOME_UNKNOWN));
    }
}
