package dev.lastroom.engine;

import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.NOW;
import static dev.lastroom.engine.testing.TestHotel.book;
import static dev.lastroom.engine.testing.TestHotel.cancel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.lane.Breakdown;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.engine.testing.Gate;
import dev.lastroom.engine.testing.ScriptedStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class BookingEngineTest {

    private static final EngineSettings NEVER_SWEEPING = EngineSettings.DEFAULT.withSweep(Duration.ofDays(1), 1_000);

    private final ScriptedStore store = ScriptedStore.withHotel(3, 100);

    private BookingEngine engine(EngineSettings settings, InstantSource clock, EngineListener listener) {
        return new BookingEngine(store, settings, clock, IdSource.seeded(1), listener);
    }

    private BookingEngine engine() {
        return engine(NEVER_SWEEPING, InstantSource.fixed(NOW), EngineListener.NONE);
    }

    @Test
    void booksAndReplaysAndCancels() {
        try (BookingEngine engine = engine()) {
            Booking booking = booking(engine.submit(book(2)));
            assertThat(booking.origin().at()).isEqualTo(NOW);
            assertThat(booking.id().hint()).isEqualTo(NewId.hint(DELUXE));
            assertThat(engine.submit(book(2))).isEqualTo(new Done<>(booking, true));
            assertThat(engine.submit(cancel(booking.id()))).isInstanceOf(Done.class);
        }
    }

    @Test
    void closesTheStoreAndThenRefusesEveryCommand() {
        BookingEngine engine = engine();
        engine.close();
        assertThat(engine.submit(book(1))).isEqualTo(new Failed<>(Failure.STORE_UNAVAILABLE, "The engine is closed"));
        assertThat(store.timesClosed()).isEqualTo(1);
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void closesTheStoreOnlyAfterAnsweringEverythingItTook() {
        Gate gate = new Gate();
        store.beforeCommit(_ -> {
            gate.pass();
            assertThat(store.timesClosed()).isZero();
        });
        BookingEngine engine = engine();
        var outcome = engine.submitAsync(engine.request(book(1), Caller.embedded("r")));
        gate.awaitReached();
        Thread closer = Thread.ofPlatform().start(engine::close);
        gate.open();
        assertThat(outcome.orTimeout(10, TimeUnit.SECONDS).join()).isInstanceOf(Done.class);
        joinUninterruptibly(closer);
        assertThat(store.timesClosed()).isEqualTo(1);
    }

    private static void joinUninterruptibly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this test", e);
        }
    }

    @Test
    void tellsItsListenerOfEveryAnswer() {
        List<Outcome<?>> heard = new CopyOnWriteArrayList<>();
        EngineListener listener = new EngineListener() {
            @Override
            public void answered(Request<?> request, Outcome<?> outcome, Duration latency) {
                assertThat(latency).isPositive();
                heard.add(outcome);
            }
        };
        BookingEngine engine = engine(NEVER_SWEEPING, InstantSource.fixed(NOW), listener);
        Outcome<?> booked = engine.submit(book(1));
        engine.close();
        Outcome<?> refused = engine.submit(book(1));
        assertThat(heard).containsExactly(booked, refused);
    }

    @Test
    void aListenerThatThrowsFailsNoBooking() {
        EngineListener broken = new EngineListener() {
            @Override
            public void answered(Request<?> request, Outcome<?> outcome, Duration latency) {
                throw new IllegalStateException("answered");
            }

            @Override
            public void batchApplied(int commands, Duration lockWait, Duration total) {
                throw new IllegalStateException("batchApplied");
            }

            @Override
            public void retried(int commands, int attempt) {
                throw new StackOverflowError("retried");
            }

            @Override
            public void keysSwept(int keys) {
                throw new IllegalStateException("keysSwept");
            }
        };
        AtomicInteger calls = new AtomicInteger();
        store.beforeCommit(_ -> {
            if (calls.getAndIncrement() == 0) {
                throw new StoreException(Failure.CONCURRENCY_ABORT, "deadlock", null);
            }
        });
        Rules shortLived = Rules.DEFAULT.withKeys(Duration.ofSeconds(1), Duration.ofSeconds(1));
        try (BookingEngine engine =
                engine(NEVER_SWEEPING.withRules(shortLived), InstantSource.fixed(NOW.plusSeconds(60)), broken)) {
            Request<?> old = engine.request(book(1), Caller.embedded("r"), NOW);
            assertThat(engine.submitAsync(old).orTimeout(10, TimeUnit.SECONDS).join())
                    .isInstanceOf(Done.class);
            assertThat(store.batchSizes()).containsExactly(1, 1);
            assertThat(engine.sweepKeys()).isEqualTo(1);
        }
    }

    @Test
    void sweepsOldKeysInSmallTransactionsAndLeavesYoungOnes() {
        List<Integer> swept = new CopyOnWriteArrayList<>();
        EngineSettings settings = EngineSettings.DEFAULT.withSweep(Duration.ofDays(1), 2);
        try (BookingEngine engine =
                engine(settings, InstantSource.fixed(NOW.plus(Duration.ofDays(30))), sweeps(swept))) {
            IntStream.range(0, 5).forEach(i -> bookAt(engine, "old-" + i, Duration.ofNanos(-1_000)));
            bookAt(engine, "young", Duration.ZERO);
            assertThat(engine.sweepKeys()).isEqualTo(5);
            assertThat(swept).containsExactly(2, 2, 1);
            assertThat(engine.sweepKeys()).isZero();
            assertThat(store.keysKept()).isEqualTo(1);
            assertThat(store.bookings()).hasSize(6);
        }
    }

    private static void bookAt(BookingEngine engine, String key, Duration sinceNow) {
        Command<?> command = book(1).withKey(key);
        booking(engine.submitAsync(engine.request(command, Caller.embedded("r"), NOW.plus(sinceNow)))
                .orTimeout(10, TimeUnit.SECONDS)
                .join());
    }

    @Test
    void sweepsByItselfAndGoesOnWhenASweepFails() throws InterruptedException {
        AtomicInteger sweeps = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(4);
        store.beforeSweep(() -> {
            enough.countDown();
            switch (sweeps.getAndIncrement()) {
                case 0 -> throw new StoreException(Failure.STORE_UNAVAILABLE, "down", null);
                case 1 -> throw new IllegalStateException("broken");
                case 2 -> throw new StackOverflowError("broken badly");
                default -> {}
            }
        });
        EngineSettings settings = EngineSettings.DEFAULT.withSweep(Duration.ofMillis(1), 10);
        try (BookingEngine engine = engine(settings, InstantSource.system(), EngineListener.NONE)) {
            assertThat(enough.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(engine.queueDepth()).isZero();
        }
    }

    @Test
    void isBrokenForGoodWhenMemoryRunsOutAndSaysSoToEveryCommandAtOnce() {
        store.beforeCommit(_ -> {
            throw new OutOfMemoryError("planted");
        });
        try (BookingEngine engine = engine(NEVER_SWEEPING, InstantSource.fixed(NOW), EngineListener.NONE)) {
            assertThat(engine.laneFault()).isNull();
            assertThat(engine.submit(book(1)))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failure.OUTCOME_UNKNOWN));
            store.beforeCommit(_ -> {});

            assertThat(engine.submit(book(1))).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.reason()).isEqualTo(Failure.STORE_UNAVAILABLE);
                assertThat(failed.message()).contains("must be restarted", "memory has run out in lastroom-lane-");
            });
            assertThat(engine.breakdown().cause()).isNotNull();
            assertThat(engine.breakdown().first().toCompletableFuture()).isDone();
        }
        assertThat(store.bookings()).isEmpty();
    }

    @Test
    void isBrokenWhenASweeperRunsOutOfMemory() throws Exception {
        store.beforeSweep(() -> {
            throw new OutOfMemoryError("planted");
        });
        EngineSettings settings = EngineSettings.DEFAULT.withSweep(Duration.ofMillis(1), 10);
        try (BookingEngine engine = engine(settings, InstantSource.system(), EngineListener.NONE)) {
            Breakdown.Cause cause =
                    engine.breakdown().first().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(cause.message()).isEqualTo("memory has run out in the task to sweep idempotency keys");
        }
    }

    @Test
    void seededIdsAreTheSameInEveryRun() {
        IdSource one = IdSource.seeded(7);
        IdSource two = IdSource.seeded(7);
        List<NewId> first =
                IntStream.range(0, 100).mapToObj(_ -> one.next(NOW, DELUXE)).toList();
        List<NewId> second =
                IntStream.range(0, 100).mapToObj(_ -> two.next(NOW, DELUXE)).toList();
        assertThat(first).isEqualTo(second).doesNotHaveDuplicates();
        assertThat(IdSource.seeded(8).next(NOW, DELUXE)).isNotEqualTo(first.getFirst());
    }

    @Test
    void secureIdsDiffer() {
        IdSource ids = IdSource.secure();
        assertThat(IntStream.range(0, 1_000).mapToObj(_ -> ids.next(NOW, DELUXE)))
                .doesNotHaveDuplicates();
    }

    private static EngineListener sweeps(List<Integer> swept) {
        return new EngineListener() {
            @Override
            public void keysSwept(int keys) {
                swept.add(keys);
            }
        };
    }

    private static Booking booking(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return outcome.as(Booking.class).orElseThrow();
    }
}
