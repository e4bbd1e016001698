package dev.lastroom.engine.lane;

import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.STAY;
import static dev.lastroom.engine.testing.TestHotel.book;
import static dev.lastroom.engine.testing.TestHotel.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.engine.testing.ScriptedStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchRunnerTest {

    private static final int RETRIES_MAX = 3;
    private static final UserId POISON = new UserId("poison");

    private final ScriptedStore store = ScriptedStore.withHotel(3, 100);
    private final Diary diary = new Diary();
    private final BatchRunner runner = runner(Duration.ofSeconds(10));

    private BatchRunner runner(Duration oneByOneBudget) {
        EngineSettings settings = EngineSettings.DEFAULT.with(it -> {
            it.batchCommandsMax = 100;
            it.concurrencyRetriesMax = RETRIES_MAX;
            it.oneByOneBudget = oneByOneBudget;
        });
        return new BatchRunner(store, settings, diary, (_, _) -> {}, Contention.NONE);
    }

    @Test
    void givesOneOutcomePerRequestInOrder() {
        List<Request<?>> batch = bookings(5);
        assertThat(runner.run(batch)).extracting(BatchRunnerTest::bookingId).containsExactlyElementsOf(ids(batch));
        assertThat(store.batchSizes()).containsExactly(5);
        assertThat(diary.lines).containsExactly("applied 5");
    }

    @Test
    void triesAConflictAgainUntilItPasses() {
        store.beforeCommit(failTimes(RETRIES_MAX, Failure.CONCURRENCY_ABORT));
        List<Request<?>> batch = bookings(2);
        assertThat(runner.run(batch)).extracting(BatchRunnerTest::bookingId).containsExactlyElementsOf(ids(batch));
        assertThat(diary.lines).containsExactly("retried 2 #1", "retried 2 #2", "retried 2 #3", "applied 2");
        assertThat(store.bookings()).hasSize(2);
    }

    @Test
    void triesAConflictAgainABoundedNumberOfTimes() {
        store.beforeCommit(failTimes(Integer.MAX_VALUE, Failure.CONCURRENCY_ABORT));
        assertFailed(runner.run(bookings(1)), Failure.CONCURRENCY_ABORT);
        assertThat(store.batchSizes()).hasSize(1 + RETRIES_MAX);
        assertThat(store.bookings()).isEmpty();
    }

    @Test
    void waitsLongerWithEveryConflictButNeverLongerThanALaneCanBear() {
        assertThat(BatchRunner.backoffMicrosMax(1)).isEqualTo(1_000);
        assertThat(BatchRunner.backoffMicrosMax(2)).isEqualTo(2_000);
        assertThat(BatchRunner.backoffMicrosMax(20)).isEqualTo(64_000);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INVENTORY_LOCKED", "TRANSACTION_TIMEOUT", "STORE_UNAVAILABLE", "INTERNAL_ERROR", "OVERLOADED"})
    void doesNotTryALoneCommandAgainForAnyOtherFailure(Failure failure) {
        store.beforeCommit(failTimes(1, failure));
        assertFailed(runner.run(bookings(1)), failure);
        assertThat(store.batchSizes()).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONCURRENCY_ABORT", "INVENTORY_LOCKED", "TRANSACTION_TIMEOUT", "INTERNAL_ERROR"})
    void takesABatchApartSoThatOneBadCommandDoesNotFailItsNeighbours(Failure failure) {
        store.beforeCommit(batch -> {
            if (isPoisoned(batch)) {
                throw new StoreException(failure, "poisoned", null);
            }
        });
        List<Request<?>> batch = new ArrayList<>(bookings(4));
        batch.add(2, poison());
        List<Outcome<?>> outcomes = runner.run(batch);
        assertThat(outcomes.get(2)).isEqualTo(new Failed<>(failure, "poisoned"));
        batch.remove(2);
        assertThat(outcomes.stream().filter(Done.class::isInstance).map(BatchRunnerTest::bookingId))
                .containsExactlyElementsOf(ids(batch));
    }

    @Test
    void waitsOnlyBrieflyForLocksWhenTheBatchHasWaitedAlready() {
        store.beforeCommit(failTimes(1, Failure.INVENTORY_LOCKED));
        runner.run(bookings(3));
        assertThat(store.calls())
                .extracting(ScriptedStore.Call::lockWait)
                .containsExactly(LockWait.FULL, LockWait.BRIEF, LockWait.BRIEF, LockWait.BRIEF);
    }

    @ParameterizedTest
    @EnumSource(names = {"STORE_UNAVAILABLE", "OVERLOADED"})
    void doesNotTakeABatchApartWhenTheStoreItselfIsInTrouble(Failure failure) {
        store.beforeCommit(failTimes(1, failure));
        assertThat(runner.run(bookings(3))).hasSize(3).containsOnly(new Failed<>(failure, "scripted " + failure));
        assertThat(store.batchSizes()).containsExactly(3);
    }

    @Test
    void failsRequestsNotReachedWithinTheBudgetAsTheBatchFailed() {
        Duration budget = Duration.ofMillis(20);
        store.beforeCommit(batch -> {
            if (batch.size() > 1) {
                throw new StoreException(Failure.TRANSACTION_TIMEOUT, "too slow", null);
            }
            spend(budget);
        });
        List<Outcome<?>> outcomes = runner(budget).run(bookings(4));
        assertThat(outcomes.getFirst()).isInstanceOf(Done.class);
        assertThat(outcomes.subList(1, 4)).containsOnly(new Failed<>(Failure.TRANSACTION_TIMEOUT, "too slow"));
        assertThat(store.batchSizes()).containsExactly(4, 1);
        assertThat(store.bookings()).hasSize(1);
    }

    private static void spend(Duration budget) {
        long end = System.nanoTime() + budget.toNanos();
        while (System.nanoTime() <= end) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void asksAgainWithTheSameRequestsWhenTheAnswerToACommitWasLost(int size) {
        store.afterCommit(failTimes(1, Failure.OUTCOME_UNKNOWN));
        List<Request<?>> batch = bookings(size);
        List<Outcome<?>> outcomes = runner.run(batch);
        assertThat(outcomes).extracting(BatchRunnerTest::bookingId).containsExactlyElementsOf(ids(batch));
        assertThat(outcomes).allMatch(outcome -> outcome instanceof Done<?> booked && !booked.replayed());
        assertThat(store.calls()).extracting(ScriptedStore.Call::batch).containsExactly(batch, batch);
        assertThat(store.bookings()).hasSize(size);
    }

    @Test
    void appliesABatchThatTurnsOutNotToBeCommitted() {
        store.beforeCommit(failTimes(1, Failure.OUTCOME_UNKNOWN));
        List<Request<?>> batch = bookings(3);
        assertThat(runner.run(batch)).extracting(BatchRunnerTest::bookingId).containsExactlyElementsOf(ids(batch));
        assertThat(store.bookings()).hasSize(3);
    }

    /** Another server's acknowledged change to the booking in the meantime must stay. */
    @Test
    void doesNotRepeatACommandThatHasNoKeyToFindItBy() {
        Request<?> booking = request(book(1));
        runner.run(List.of(booking));
        Target target = Target.of(booking.newId().booking());
        Request<?> cancel = request(new Cancel(booking.newId().booking(), null));
        List<Request<?>> rest = bookings(2);
        store.afterCommit(failTimes(1, Failure.OUTCOME_UNKNOWN));
        store.beforeCommit(batch -> {
            if (!batch.contains(cancel)) {
                // Another server, between the two attempts.
                store.beforeCommit(_ -> {});
                assertThat(otherServer().run(List.of(request(new Reinstate(target, null)))))
                        .hasOnlyElementsOfType(Done.class);
            }
        });
        List<Outcome<?>> outcomes = runner.run(List.of(rest.getFirst(), cancel, rest.getLast()));
        assertThat(outcomes.get(0)).isInstanceOf(Done.class);
        assertThat(outcomes.get(1)).satisfies(BatchRunnerTest::isUnknownWithoutKey);
        assertThat(outcomes.get(2)).isInstanceOf(Done.class);
        assertThat(store.bookings()).hasSize(3).allMatch(Booking::isLive);
    }

    @Test
    void doesNotAskAgainIfNoCommandHasAKey() {
        Request<?> booking = request(book(1));
        runner.run(List.of(booking));
        store.afterCommit(failTimes(1, Failure.OUTCOME_UNKNOWN));
        assertThat(runner.run(List.of(request(new Cancel(booking.newId().booking(), null)))))
                .singleElement()
                .satisfies(BatchRunnerTest::isUnknownWithoutKey);
        assertThat(store.batchSizes()).containsExactly(1, 1);
    }

    /** With a key the second attempt finds what the first one did, whatever happened since. */
    @Test
    void findsByItsKeyWhatACancelHasDone() {
        Request<?> booking = request(book(1));
        runner.run(List.of(booking));
        Target target = Target.of(booking.newId().booking());
        AtomicInteger tries = new AtomicInteger();
        store.afterCommit(_ -> {
            if (tries.getAndIncrement() == 0) {
                assertThat(otherServer().run(List.of(request(new Reinstate(target, null)))))
                        .hasOnlyElementsOfType(Done.class);
                throw new StoreException(Failure.OUTCOME_UNKNOWN, "lost", null);
            }
        });
        assertThat(runner.run(List.of(request(new Cancel(target.withKey("k"))))))
                .hasOnlyElementsOfType(Done.class);
        assertThat(store.bookings()).allMatch(Booking::isLive);
    }

    private BatchRunner otherServer() {
        return runner(Duration.ofSeconds(10));
    }

    @Test
    void triesConflictsAgainEvenWhenAskingAgain() {
        AtomicInteger call = new AtomicInteger();
        store.beforeCommit(_ -> {
            switch (call.getAndIncrement()) {
                case 0 -> throw new StoreException(Failure.OUTCOME_UNKNOWN, "lost", null);
                case 1, 2 -> throw new StoreException(Failure.CONCURRENCY_ABORT, "deadlock", null);
                default -> {}
            }
        });
        assertThat(runner.run(bookings(2))).hasOnlyElementsOfType(Done.class);
        assertThat(store.batchSizes()).containsExactly(2, 2, 2, 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"OUTCOME_UNKNOWN", "STORE_UNAVAILABLE", "INTERNAL_ERROR", "INVENTORY_LOCKED"})
    void saysThatTheOutcomeIsUnknownIfNoAnswerComesAndTheSameKeyTellsLater(Failure second) {
        AtomicInteger call = new AtomicInteger();
        store.afterCommit(_ -> {
            int n = call.getAndIncrement();
            if (n < 2) {
                throw new StoreException(n == 0 ? Failure.OUTCOME_UNKNOWN : second, "lost " + n, null);
            }
        });
        List<Request<?>> batch = bookings(2);
        assertThat(runner.run(batch)).hasSize(2).containsOnly(new Failed<>(Failure.OUTCOME_UNKNOWN, "lost 0"));

        List<Request<?>> sentAgain =
                batch.stream().<Request<?>>map(r -> request(r.command())).toList();
        List<Outcome<?>> truth = runner.run(sentAgain);
        assertThat(truth).extracting(BatchRunnerTest::bookingId).containsExactlyElementsOf(ids(batch));
        assertThat(truth).allMatch(outcome -> outcome instanceof Done<?> booked && booked.replayed());
        assertThat(store.bookings()).hasSize(2);
    }

    @Test
    void asksAgainForALoneCommandOfABatchThatWasTakenApart() {
        AtomicInteger lost = new AtomicInteger();
        store.beforeCommit(batch -> {
            if (batch.size() > 1) {
                throw new StoreException(Failure.TRANSACTION_TIMEOUT, "too slow", null);
            }
        });
        store.afterCommit(_ -> {
            if (lost.getAndIncrement() == 1) {
                throw new StoreException(Failure.OUTCOME_UNKNOWN, "lost", null);
            }
        });
        List<Request<?>> batch = bookings(3);
        assertThat(runner.run(batch)).extracting(BatchRunnerTest::bookingId).containsExactlyElementsOf(ids(batch));
        assertThat(store.batchSizes()).containsExactly(3, 1, 1, 1, 1);
        assertThat(store.bookings()).hasSize(3);
    }

    @Test
    void turnsAnExceptionOfTheStoreIntoAnInternalErrorThatRevealsNothing() {
        store.beforeCommit(_ -> {
            throw new IllegalStateException("password=secret");
        });
        assertThat(runner.run(bookings(1))).containsExactly(new Failed<>(Failure.INTERNAL_ERROR, "Internal error"));
    }

    @Test
    void survivesAnErrorOfTheStoreToo() {
        store.beforeCommit(batch -> {
            if (isPoisoned(batch)) {
                throw new NoClassDefFoundError("org/sqlite/secret");
            }
        });
        List<Outcome<?>> outcomes = runner.run(List.of(poison(), bookings(1).getFirst()));
        assertThat(outcomes.getFirst()).isEqualTo(new Failed<>(Failure.INTERNAL_ERROR, "Internal error"));
        assertThat(outcomes.getLast()).isInstanceOf(Done.class);
    }

    private static List<Request<?>> bookings(int count) {
        return IntStream.range(0, count)
                .<Request<?>>mapToObj(i -> request(book(1).withKey("key-" + i)))
                .toList();
    }

    private static Request<?> poison() {
        return request(new Book(POISON, new RoomStay(DELUXE, STAY, 1), null));
    }

    private static boolean isPoisoned(List<Request<?>> batch) {
        return batch.stream()
                .anyMatch(r -> r.command() instanceof Book b && b.userId().equals(POISON));
    }

    private static Consumer<List<Request<?>>> failTimes(int times, Failure failure) {
        AtomicInteger calls = new AtomicInteger();
        return _ -> {
            if (calls.getAndIncrement() < times) {
                throw new StoreException(failure, "scripted " + failure, null);
            }
        };
    }

    private static List<Object> ids(List<Request<?>> batch) {
        return batch.stream().<Object>map(request -> request.newId().booking()).toList();
    }

    private static Object bookingId(Outcome<?> outcome) {
        return outcome instanceof Done(Booking booking, boolean _) ? booking.id() : outcome;
    }

    /** A caller that sent no key must not be told to send the same one again. */
    private static void isUnknownWithoutKey(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(Failure.OUTCOME_UNKNOWN);
            assertThat(failed.message()).contains("no idempotency key");
        });
    }

    private static void assertFailed(List<Outcome<?>> outcomes, Failure failure) {
        assertThat(outcomes).containsExactly(new Failed<>(failure, "scripted " + failure));
    }

    /** Records what the engine reports. */
    private static final class Diary implements EngineListener {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void batchApplied(int commands, Duration lockWait, Duration total) {
            lines.add("applied " + commands);
        }

        @Override
        public void retried(int commands, int attempt) {
            lines.add("retried " + commands + " #" + attempt);
        }
    }
}
