package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failures are reported, bounded in time, and leave nothing behind. */
public abstract class FailureContract {

    private static final Duration LOCK_WAIT = Duration.ofMillis(300);
    private static final Duration TRANSACTION_LIMIT = Duration.ofMillis(1_500);

    private TestDatabase database;
    private BookingEngine engine;

    @BeforeEach
    void open(TestDatabase fresh) {
        database = fresh;
        // Without the limits of the tests, which a slow machine could exceed here unseen.
        try (BookingEngine setup = GrandHotel.engine(database.open())) {
            GrandHotel.open(setup, 5, 10);
        }
        engine = GrandHotel.engine(database.open(LOCK_WAIT, TRANSACTION_LIMIT));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aLockThatDoesNotComeFreeIsInventoryLocked() throws Exception {
        try (Connection holder = database.lock(new NightKey(DELUXE, TODAY))) {
            long start = System.nanoTime();
            assertThat(engine.submit(book("ann", 0, 2, 1).withKey("k"))).satisfies(failed(Failure.INVENTORY_LOCKED));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LOCK_WAIT);
            holder.rollback();
        }
        // Nothing was stored under the key, so the same request succeeds now.
        assertThat(engine.submit(book("ann", 0, 2, 1).withKey("k"))).isInstanceOf(Done.class);
        assertThat(booked()).startsWith(1, 1, 0);
    }

    @Test
    void aLockThatComesFreeInTimeIsWaitedFor() throws Exception {
        CompletableFuture<? extends Outcome<?>> waiting;
        try (Connection holder = database.lock(new NightKey(DELUXE, TODAY))) {
            waiting = engine.submitAsync(engine.request(book("ann", 0, 2, 1), Caller.embedded("r")));
            assertThat(waiting).isNotDone();
            holder.rollback();
        }
        assertThat(waiting.join()).isInstanceOf(Done.class);
    }

    @Test
    void aTransactionPastItsLimitIsRolledBack() throws Exception {
        database.plantTroubles();
        assertThat(engine.submit(book(TestDatabase.SLOW_USER, 0, 2, 1).withKey("k")))
                .satisfies(failed(Failure.TRANSACTION_TIMEOUT));
        assertThat(booked()).allMatch(rooms -> rooms == 0);
        assertThat(engine.submit(book("ann", 0, 2, 1))).isInstanceOf(Done.class);
    }

    @Test
    void oneBadCommandDoesNotFailItsNeighbours() throws Exception {
        database.plantTroubles();
        List<CompletableFuture<Outcome<Booking>>> outcomes;
        try (Connection holder = database.lock(new NightKey(DELUXE, TODAY))) {
            // The lane waits for the lock with the first request; the others gather behind it and become one batch.
            outcomes = List.of("first", "ann", TestDatabase.BROKEN_USER, "bob", TestDatabase.SLOW_USER, "cyd").stream()
                    .map(user -> engine.submitAsync(engine.request(book(user, 0, 1, 1), Caller.embedded("r"))))
                    .toList();
            holder.rollback();
        }
        assertThat(outcomes.get(1).join()).isInstanceOf(Done.class);
        assertThat(outcomes.get(2).join()).satisfies(failed(Failure.INTERNAL_ERROR));
        assertThat(outcomes.get(3).join()).isInstanceOf(Done.class);
        assertThat(outcomes.get(4).join()).satisfies(failed(Failure.TRANSACTION_TIMEOUT));
        assertThat(outcomes.get(5).join()).isInstanceOf(Done.class);
        assertThat(booked()).startsWith(4, 0);
        assertThat(engine.read().integrity().drift()).isEmpty();
    }

    /** A failure must leave nothing in a driver or a connection that affects the next command. */
    @Test
    void everyKindOfFailureMayFollowAnyOther() throws Exception {
        database.plantTroubles();
        String[] users = {TestDatabase.SLOW_USER, TestDatabase.BROKEN_USER, "locked"};
        int good = 0;
        for (String first : users) {
            for (String second : users) {
                fail(first);
                fail(second);
                assertThat(engine.submit(book("ann-" + good++, good, 1, 1))).isInstanceOf(Done.class);
            }
        }
        assertThat(engine.read().integrity().drift()).isEmpty();
    }

    /** The first transaction on a new connection must not undo the settings that a store made on it. */
    @Test
    void aRollbackFirstThingOnANewConnectionDoesNotUndoItsLimits() throws Exception {
        database.plantTroubles();
        try (BookingEngine fresh = GrandHotel.engine(database.open(LOCK_WAIT, TRANSACTION_LIMIT))) {
            assertThat(fresh.submit(book(TestDatabase.BROKEN_USER, 0, 1, 1))).satisfies(failed(Failure.INTERNAL_ERROR));
            try (Connection holder = database.lock(new NightKey(DELUXE, TODAY))) {
                CompletableFuture<? extends Outcome<?>> waiting =
                        fresh.submitAsync(fresh.request(book("ann", 0, 1, 1), Caller.embedded("r")));
                assertThat(waiting).succeedsWithin(Duration.ofSeconds(20)).satisfies(failed(Failure.INVENTORY_LOCKED));
                holder.rollback();
            }
        }
    }

    private void fail(String user) throws Exception {
        if (user.equals("locked")) {
            try (Connection holder = database.lock(new NightKey(DELUXE, TODAY))) {
                assertThat(engine.submit(book(user, 0, 1, 1))).satisfies(failed(Failure.INVENTORY_LOCKED));
                holder.rollback();
            }
        } else {
            Failure expected =
                    user.equals(TestDatabase.SLOW_USER) ? Failure.TRANSACTION_TIMEOUT : Failure.INTERNAL_ERROR;
            assertThat(engine.submit(book(user, 0, 1, 1))).satisfies(failed(expected));
        }
    }

    @Test
    void readsDoNotWaitForLocks() throws Exception {
        try (Connection holder = database.lock(new NightKey(DELUXE, TODAY))) {
            assertThat(booked()).hasSize(10);
            assertThat(engine.read().integrity().consistent()).isTrue();
            holder.rollback();
        }
    }

    @Test
    void oldKeysAreForgottenInSmallBatches() {
        for (int i = 0; i < 25; i++) {
            booking(engine.submit(book("user-" + i, i % 9, 1, 1).withKey("k" + i)));
        }
        EngineSettings settings = EngineSettings.DEFAULT.withSweep(Duration.ofHours(1), 10);
        Duration later = Rules.DEFAULT.keyLifetime().plusMillis(1);
        try (BookingEngine nextMonth = new BookingEngine(
                database.open(),
                settings,
                InstantSource.fixed(GrandHotel.NOON.plus(later)),
                IdSource.secure(),
                EngineListener.NONE)) {
            assertThat(nextMonth.sweepKeys()).isEqualTo(25);
            assertThat(nextMonth.sweepKeys()).isZero();
        }
        // For this engine it is still January: the key is gone, so the request is new.
        assertThat(engine.submit(book("user-0", 0, 1, 1).withKey("k0")))
                .isInstanceOfSatisfying(
                        Done.class, b -> assertThat(b.replayed()).isFalse());
    }

    @Test
    void aClosedEngineSaysSo() {
        booking(engine.submit(book("ann", 0, 1, 1)));
        engine.close();
        assertThat(engine.submit(book("bob", 0, 1, 1))).satisfies(failed(Failure.STORE_UNAVAILABLE));
        engine = GrandHotel.engine(database.open());
        assertThat(engine.submit(new Cancel(
                        engine.request(book("x", 0, 1, 1), Caller.embedded("r"))
                                .newId()
                                .booking(),
                        null)))
                .isInstanceOf(Refused.class);
        assertThat(booked()).startsWith(1, 0);
    }

    /** Returns a check for {@code satisfies}: the outcome is this failure and tells no secrets. */
    protected static Consumer<Outcome<?>> failed(Failure failure) {
        return outcome -> assertThat(outcome).isInstanceOfSatisfying(Failed.class, f -> {
            assertThat(f.reason()).isEqualTo(failure);
            assertThat(f.message()).doesNotContainIgnoringCase("sql").doesNotContain("Exception");
        });
    }

    private List<Integer> booked() {
        return engine.read().nights(DELUXE, TODAY, TODAY.plusDays(10)).stream()
                .map(Night::booked)
                .toList();
    }
}
