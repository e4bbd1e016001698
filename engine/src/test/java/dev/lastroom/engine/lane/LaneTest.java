package dev.lastroom.engine.lane;

import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.book;
import static dev.lastroom.engine.testing.TestHotel.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Limit;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.testing.Gate;
import dev.lastroom.engine.testing.ScriptedStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LaneTest {

    private static final int QUEUE_MAX = 10;
    private static final int BATCH_MAX = 4;
    private static final Duration ANY_WAIT = Duration.ofDays(1);
    private static final Failed<Booking> CLOSED = new Failed<>(Failure.STORE_UNAVAILABLE, "The engine is closed");

    private final ScriptedStore store = ScriptedStore.withHotel(3, 100_000);
    private final Gate gate = new Gate();
    private final Breakdown breakdown = new Breakdown();
    private final List<Lane> lanes = new ArrayList<>();
    private final AtomicInteger keys = new AtomicInteger();

    private Lane lane(int queueMax, int batchMax) {
        return lane(queueMax, batchMax, ANY_WAIT);
    }

    private Lane lane(int queueMax, int batchMax, Duration waitMax) {
        Lane lane = new Lane(
                "test-lane",
                EngineSettings.DEFAULT.withQueue(queueMax, batchMax).withLaneWaitMax(waitMax),
                new BatchRunner(store, EngineSettings.DEFAULT, EngineListener.NONE, (_, _) -> {}, Contention.NONE),
                new Neighbours(List.of()),
                Contention.NONE,
                breakdown);
        lanes.add(lane);
        return lane;
    }

    /** Returns a lane whose drainer waits at the gate with one command, so that new commands gather. */
    private Lane busyLane() {
        return busyLane(QUEUE_MAX);
    }

    private Lane busyLane(int queueMax) {
        store.beforeCommit(_ -> gate.pass());
        Lane lane = lane(queueMax, BATCH_MAX);
        var _ = lane.enqueue(aBooking());
        gate.awaitReached();
        return lane;
    }

    // Closing a lane cannot be interrupted: on its own thread, a lane that hangs fails the test and not the build.
    @AfterEach
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void letTheDrainersGo() {
        gate.open();
        lanes.forEach(Lane::close);
    }

    @Test
    void appliesALoneCommandAtOnce() {
        assertThat(outcome(lane(QUEUE_MAX, BATCH_MAX).enqueue(aBooking()))).isInstanceOf(Done.class);
        assertThat(store.batchSizes()).containsExactly(1);
    }

    @Test
    void aCallerThatWaitsAppliesALoneCommandItself() {
        Lane lane = idleLane();
        assertThat(lane.run(aBooking())).isInstanceOf(Done.class);
        assertThat(store.calls())
                .extracting(ScriptedStore.Call::thread)
                .containsExactly(Thread.currentThread().getName());
    }

    @Test
    void negativeControlWhereAnotherCommandIsAppliedItWaitsForTheDrainer() throws InterruptedException {
        Lane lane = busyLane();
        Thread caller = Thread.ofPlatform().start(() -> lane.run(aBooking()));
        awaitWaiting(caller);
        assertThat(lane.depth()).isEqualTo(1);
        gate.open();
        caller.join();
        assertThat(store.calls()).extracting(ScriptedStore.Call::thread).containsOnly("test-lane");
    }

    @Test
    void threadsThatMustNotBlockHandTheirCommandsOver() throws InterruptedException {
        Lane lane = idleLane();
        Thread.ofVirtual().start(() -> lane.run(aBooking())).join();
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            pool.submit(() -> lane.run(aBooking())).join();
        }
        assertThat(store.calls()).extracting(ScriptedStore.Call::thread).containsExactly("test-lane", "test-lane");
    }

    @Test
    void commandsThatComeWhileACallerAppliesItsOwnAreTheNextBatch() throws InterruptedException {
        store.beforeCommit(_ -> gate.pass());
        Lane lane = idleLane();
        Thread caller = Thread.ofPlatform().name("caller").start(() -> lane.run(aBooking()));
        gate.awaitReached();
        List<CompletableFuture<Outcome<Booking>>> gathered = enqueue(lane, 3);
        assertThat(lane.depth()).isEqualTo(3);
        gate.open();
        caller.join();
        assertThat(gathered).extracting(LaneTest::outcome).hasOnlyElementsOfType(Done.class);
        assertThat(store.batchSizes()).containsExactly(1, 3);
        assertThat(store.calls()).extracting(ScriptedStore.Call::thread).containsExactly("caller", "test-lane");
    }

    @Test
    void closingWaitsForACallerThatAppliesItsCommand() throws InterruptedException {
        store.beforeCommit(_ -> gate.pass());
        Lane lane = idleLane();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread caller = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            lane.run(aBooking());
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        gate.awaitReached();
        Thread closer = Thread.ofPlatform().start(lane::close);
        awaitWaiting(closer);
        gate.open();
        closer.join();
        assertThat(store.bookings()).hasSize(1);
        caller.join();
        assertThat(stillInterrupted).isTrue();
    }

    @Test
    void answersAllWhenMemoryRunsOutOnTheCallersThread() throws InterruptedException {
        store.beforeCommit(_ -> {
            gate.pass();
            throw new OutOfMemoryError("planted");
        });
        Lane lane = idleLane();
        List<Outcome<Booking>> answered = Collections.synchronizedList(new ArrayList<>());
        Thread caller = Thread.ofPlatform().start(() -> answered.add(lane.run(aBooking())));
        gate.awaitReached();
        CompletableFuture<Outcome<Booking>> waiting = lane.enqueue(aBooking());
        gate.open();
        caller.join();
        assertThat(answered).containsExactly(new Failed<>(Failure.OUTCOME_UNKNOWN, "memory has run out in test-lane"));
        assertThat(outcome(waiting)).isInstanceOf(Failed.class);
        lane.close();
        assertThat(lane.fault()).isEqualTo("test-lane has stopped");
    }

    /** Returns a lane whose drainer has found nothing to do. */
    private Lane idleLane() {
        Lane lane = lane(QUEUE_MAX, BATCH_MAX);
        while (!lane.isWaiting()) {
            Thread.onSpinWait();
        }
        return lane;
    }

    @Test
    void gathersWhatArrivesWhileTheDrainerIsBusyUpToTheBatchLimit() {
        Lane lane = busyLane();
        List<CompletableFuture<Outcome<Booking>>> gathered = enqueue(lane, 6);
        assertThat(lane.depth()).isEqualTo(6);
        gate.open();
        assertThat(gathered).extracting(LaneTest::outcome).hasOnlyElementsOfType(Done.class);
        assertThat(store.batchSizes()).containsExactly(1, 4, 2);
        assertThat(lane.depth()).isZero();
    }

    @Test
    void gathersNoMoreNightsThanOneTransactionCarries() {
        assertThat(Lane.BATCH_NIGHTS_MAX).isEqualTo(10_000);
        store.beforeCommit(_ -> gate.pass());
        Lane lane = lane(100, 100);
        var _ = lane.enqueue(aBooking());
        gate.awaitReached();
        // Ten commands of 1,000 nights fit; one more night does not.
        List<CompletableFuture<Outcome<OpenNights.Opened>>> gathered = IntStream.range(0, 20)
                .mapToObj(_ -> lane.enqueue(request(new OpenNights(DELUXE, TODAY, TODAY.plusDays(1_000), null, null))))
                .toList();
        var _ = lane.enqueue(aBooking());
        gate.open();
        assertThat(gathered).extracting(LaneTest::outcome).hasOnlyElementsOfType(Done.class);
        lane.close();
        assertThat(store.batchSizes()).containsExactly(1, 10, 10, 1);
    }

    @Test
    void keepsTheOrderOfArrival() {
        Lane lane = busyLane();
        List<Request<?>> requests = IntStream.range(0, QUEUE_MAX)
                .<Request<?>>mapToObj(_ -> aBooking())
                .toList();
        List<Request<?>> answered = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Void>> done = requests.stream()
                .map(r -> lane.enqueue(r).thenRun(() -> answered.add(r)))
                .toList();
        gate.open();
        done.forEach(CompletableFuture::join);
        assertThat(store.calls().stream().flatMap(call -> call.batch().stream()).skip(1))
                .containsExactlyElementsOf(requests);
        assertThat(answered).containsExactlyElementsOf(requests);
    }

    @Test
    void isOverloadedAtOnceWhenItIsFull() {
        Lane lane = busyLane();
        List<CompletableFuture<Outcome<Booking>>> waiting = enqueue(lane, QUEUE_MAX);
        CompletableFuture<Outcome<Booking>> tooMany = lane.enqueue(aBooking());
        assertThat(tooMany)
                .isCompletedWithValue(new Failed<>(
                        Failure.OVERLOADED,
                        "The queue is full: " + QUEUE_MAX + " commands are waiting",
                        new Limit("laneQueueMax", QUEUE_MAX)));
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        gate.open();
        assertThat(waiting).extracting(LaneTest::outcome).hasOnlyElementsOfType(Done.class);
        assertThat(store.bookings()).hasSize(1 + QUEUE_MAX);
    }

    @Test
    void answersEverythingItTookBeforeItClosesAndRefusesTheRest() {
        Lane lane = busyLane();
        List<CompletableFuture<Outcome<Booking>>> taken = enqueue(lane, 6);
        lane.stopAccepting();
        assertThat(lane.enqueue(aBooking())).isCompletedWithValue(CLOSED);
        assertThat(taken).noneMatch(CompletableFuture::isDone);
        gate.open();
        lane.close();
        assertThat(taken).allMatch(CompletableFuture::isDone);
        assertThat(taken).extracting(LaneTest::outcome).hasOnlyElementsOfType(Done.class);
        assertThat(store.bookings()).hasSize(7);
        lane.close();
        assertThat(lane.enqueue(aBooking())).isCompletedWithValue(CLOSED);
    }

    @Test
    void closesEvenIfItNeverHadAnythingToDo() {
        lane(QUEUE_MAX, BATCH_MAX).close();
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void closingWaitsForTheDrainerEvenWhenItIsInterrupted() throws InterruptedException {
        Lane lane = busyLane();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread closer = Thread.ofPlatform().start(() -> {
            lane.close();
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        awaitWaiting(closer);
        closer.interrupt();
        // Once the thread waits again with a clear flag, it has swallowed the interrupt for now.
        while (closer.isInterrupted()) {
            Thread.onSpinWait();
        }
        awaitWaiting(closer);
        gate.open();
        closer.join();
        assertThat(stillInterrupted).isTrue();
        assertThat(store.bookings()).hasSize(1);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(thread.isAlive()).as("still closing").isTrue();
            Thread.onSpinWait();
        }
    }

    @Test
    void goesOnWhateverTheStoreThrows() {
        Lane lane = lane(QUEUE_MAX, BATCH_MAX);
        for (Throwable thrown :
                new Throwable[] {new IllegalStateException("secret"), new StackOverflowError("secret")}) {
            store.beforeCommit(_ -> sneakyThrow(thrown));
            assertThat(outcome(lane.enqueue(aBooking())))
                    .isEqualTo(new Failed<>(Failure.INTERNAL_ERROR, "Internal error"));
        }
        store.beforeCommit(_ -> {});
        assertThat(outcome(lane.enqueue(aBooking()))).isInstanceOf(Done.class);
    }

    /** Commands in the batch may be committed, and waiting ones were never tried: neither may wait for ever. */
    @Test
    void answersAllThatItHasTakenWhenMemoryRunsOut() {
        Lane lane = busyLane();
        CompletableFuture<Outcome<Booking>> waiting = lane.enqueue(aBooking());
        assertThat(lane.fault()).isNull();
        store.beforeCommit(_ -> {
            throw new OutOfMemoryError("planted");
        });
        CompletableFuture<Outcome<Booking>> another = lane.enqueue(aBooking());
        gate.open();

        assertThat(outcome(waiting))
                .isEqualTo(new Failed<>(Failure.OUTCOME_UNKNOWN, "memory has run out in test-lane"));
        assertThat(outcome(another)).isInstanceOf(Failed.class);
        assertThat(outcome(lane.enqueue(aBooking()))).isEqualTo(CLOSED);
        assertThat(breakdown.cause()).extracting(Breakdown.Cause::part).isEqualTo("test-lane");
        lane.close();
        assertThat(lane.fault()).isEqualTo("test-lane has stopped");
    }

    private static void sneakyThrow(Throwable thrown) {
        switch (thrown) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(thrown);
        }
    }

    @Test
    void answersEveryCommandOfManyThreadsWhenItClosesAmongThem() throws InterruptedException {
        int answeredByStore = 0;
        int refusedAsClosed = 0;
        for (int round = 0; round < 50; round++) {
            Lane lane = lane(100_000, 64);
            CountDownLatch halfway = new CountDownLatch(200);
            List<CompletableFuture<Outcome<Booking>>> futures = Collections.synchronizedList(new ArrayList<>());
            List<Thread> callers = IntStream.range(0, 4)
                    .mapToObj(_ -> Thread.ofPlatform().start(() -> {
                        for (int i = 0; i < 100; i++) {
                            futures.add(lane.enqueue(request(book(1).withKey("same"))));
                            halfway.countDown();
                        }
                    }))
                    .toList();
            assertThat(halfway.await(10, TimeUnit.SECONDS)).isTrue();
            lane.close();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(futures).hasSize(400).allMatch(CompletableFuture::isDone);
            List<Outcome<?>> outcomes = futures.stream().map(LaneTest::outcome).toList();
            assertThat(outcomes).allMatch(outcome -> outcome instanceof Done || outcome.equals(CLOSED));
            int refused = Collections.frequency(outcomes, CLOSED);
            refusedAsClosed += refused;
            answeredByStore += outcomes.size() - refused;
        }
        // Otherwise the lane closed only before or after the callers, and this proves nothing.
        assertThat(answeredByStore).isPositive();
        assertThat(refusedAsClosed).isPositive();
        assertThat(store.batchSizes().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(answeredByStore);
        assertThat(store.bookings()).hasSize(1);
    }

    @Test
    void refusesACommandThatWouldWaitTooLongButNeverOneOfTheNextTwoBatches() {
        store.beforeCommit(_ -> gate.pass());
        Lane lane = lane(1_000, BATCH_MAX, Duration.ofNanos(1));
        var _ = lane.enqueue(aBooking());
        gate.awaitReached();

        List<CompletableFuture<Outcome<Booking>>> taken = enqueue(lane, 2 * BATCH_MAX);
        Outcome<?> refused = outcome(lane.enqueue(aBooking()));

        assertThat(refused)
                .isEqualTo(new Failed<>(
                        Failure.OVERLOADED,
                        "The queue is too long: 8 commands are ahead of this one",
                        new Limit("laneWaitMax", 0)));
        gate.open();
        assertThat(taken).extracting(LaneTest::outcome).hasOnlyElementsOfType(Done.class);
        assertThat(outcome(lane.enqueue(aBooking()))).isInstanceOf(Done.class);
    }

    /** The same queue, allowed to wait: this shows that the waiting time refuses, and not the length. */
    @Test
    void negativeControlALongQueueIsTakenIfItMayWait() {
        Lane lane = busyLane(1_000);
        List<CompletableFuture<Outcome<Booking>>> taken = enqueue(lane, 100);
        assertThat(lane.depth()).isEqualTo(100);
        gate.open();
        assertThat(taken).extracting(LaneTest::outcome).hasOnlyElementsOfType(Done.class);
    }

    @Test
    void thePaceFollowsTheLastBatchesAndNoticesAStall() {
        BatchPace pace = new BatchPace();
        assertThat(pace.nanosPerBatch(7)).isZero();
        pace.began(1_000);
        assertThat(pace.nanosPerBatch(1_030)).isEqualTo(30);
        pace.ended(1_100);
        pace.ended(9_000);
        assertThat(pace.nanosPerBatch(10_000)).isEqualTo(100);
        pace.began(10_000);
        assertThat(pace.nanosPerBatch(10_010)).isEqualTo(100);
        assertThat(pace.nanosPerBatch(10_900)).isEqualTo(900);
        pace.ended(10_020);
        assertThat(pace.nanosPerBatch(11_000)).isEqualTo(80);
    }

    @Test
    void sellsTheLastRoomOnceToManyThreads() throws InterruptedException {
        ScriptedStore lastRoom = ScriptedStore.withHotel(3, 1);
        Lane lane = new Lane(
                "last-room",
                EngineSettings.DEFAULT.withQueue(1_000, 64).withLaneWaitMax(ANY_WAIT),
                new BatchRunner(lastRoom, EngineSettings.DEFAULT, EngineListener.NONE, (_, _) -> {}, Contention.NONE),
                new Neighbours(List.of()),
                Contention.NONE,
                breakdown);
        lanes.add(lane);
        List<Outcome<?>> outcomes = Collections.synchronizedList(new ArrayList<>());
        List<Thread> buyers = IntStream.range(0, 20)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> outcomes.add(outcome(lane.enqueue(aBooking())))))
                .toList();
        for (Thread buyer : buyers) {
            buyer.join();
        }
        assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Refused.class::isInstance).hasSize(19);
    }

    private Request<Booking> aBooking() {
        return request(book(1).withKey("key-" + keys.incrementAndGet()));
    }

    private List<CompletableFuture<Outcome<Booking>>> enqueue(Lane lane, int count) {
        return IntStream.range(0, count).mapToObj(_ -> lane.enqueue(aBooking())).toList();
    }

    private static Outcome<?> outcome(CompletableFuture<? extends Outcome<?>> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
