package dev.lastroom.engine.lane;

import static dev.lastroom.engine.testing.TestHotel.NOW;
import static dev.lastroom.engine.testing.TestHotel.book;
import static dev.lastroom.engine.testing.TestHotel.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Limit;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.testing.Gate;
import dev.lastroom.engine.testing.ScriptedStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Owners take turns in a lane. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class TurnsTest {

    private static final String FLOODER = "flooder";
    private static final String OTHER = "other";
    private static final EngineSettings PATIENT = EngineSettings.DEFAULT.withLaneWaitMax(Duration.ofDays(1));

    private final ScriptedStore store = ScriptedStore.withHotel(3, 100_000);
    private final Gate gate = new Gate();
    private final List<Lane> lanes = new ArrayList<>();

    /** Returns a lane whose drainer waits at the gate with one command of the flooder, so that new commands gather. */
    private Lane busyLane(EngineSettings settings) {
        store.beforeCommit(_ -> gate.pass());
        Lane lane = new Lane(
                "test-lane",
                settings,
                new BatchRunner(store, settings, EngineListener.NONE, (_, _) -> {}, Contention.NONE),
                new Neighbours(List.of()),
                Contention.NONE,
                new Breakdown());
        lanes.add(lane);
        var _ = lane.enqueue(of(FLOODER));
        gate.awaitReached();
        return lane;
    }

    private static Request<Booking> of(String owner) {
        return new Request<>(book(1).withKey(newId().toString()), new Caller(owner, "r", null, null), NOW, newId());
    }

    private static List<CompletableFuture<Outcome<Booking>>> enqueue(Lane lane, String owner, int count) {
        return IntStream.range(0, count).mapToObj(_ -> lane.enqueue(of(owner))).toList();
    }

    @AfterEach
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void letTheDrainersGo() {
        gate.open();
        lanes.forEach(Lane::close);
    }

    /** The control is the last command of a single owner, which gets no turns: it is in the last batch. */
    @ParameterizedTest
    @CsvSource({"other, 1", "flooder, 20"})
    void anOwnerThatFloodsALaneMakesOnlyItsOwnCommandsWait(String owner, int batch) {
        Lane lane = busyLane(PATIENT.withQueue(20_000, 512));
        enqueue(lane, FLOODER, 10_000);
        Request<?> late = of(owner);
        var _ = lane.enqueue(late);
        gate.open();
        lane.close();

        assertThat(store.calls()).hasSize(21);
        assertThat(store.calls().get(batch).batch()).contains(late);
    }

    @Test
    void ownersTakeTurnsInTheOrderOfTheirArrival() {
        Lane lane = busyLane(PATIENT);
        List<Request<?>> a =
                IntStream.range(0, 5).<Request<?>>mapToObj(_ -> of("a")).toList();
        List<Request<?>> b =
                IntStream.range(0, 3).<Request<?>>mapToObj(_ -> of("b")).toList();
        List<Request<?>> c = List.of(of("c"));
        List.of(a, b, c)
                .forEach(all -> all.forEach(request -> {
                    var _ = lane.enqueue(request);
                }));
        assertThat(lane.depth()).isEqualTo(9);
        gate.open();
        lane.close();

        assertThat(store.calls().stream().flatMap(call -> call.batch().stream()).skip(1))
                .containsExactly(
                        a.get(0), b.get(0), c.get(0), a.get(1), b.get(1), a.get(2), b.get(2), a.get(3), a.get(4));
    }

    @Test
    void turnsGoOnInTheNextBatch() {
        Lane lane = busyLane(PATIENT.withQueue(100, 2));
        enqueue(lane, "a", 2);
        enqueue(lane, "b", 2);
        enqueue(lane, "c", 2);
        gate.open();
        lane.close();

        assertThat(store.calls().stream().skip(1))
                .extracting(call ->
                        call.batch().stream().map(r -> r.caller().owner()).toList())
                .containsExactly(List.of("a", "b"), List.of("c", "a"), List.of("b", "c"));
    }

    @Test
    void anOwnerOverItsShareOfTheQueueIsRefusedWhileOthersAreLetIn() {
        Lane lane = busyLane(PATIENT.withQueue(10, 100).with(it -> it.laneQueueOwnerMax = 6));
        List<CompletableFuture<Outcome<Booking>>> taken = new ArrayList<>(enqueue(lane, FLOODER, 6));

        assertThat(lane.enqueue(of(FLOODER)))
                .isCompletedWithValue(new Failed<>(
                        Failure.OVER_SHARE,
                        "The owner's share of the queue is full: 6 of its commands are waiting",
                        new Limit("laneQueueOwnerMax", 6)));
        taken.addAll(enqueue(lane, OTHER, 4));
        assertThat(lane.enqueue(of(OTHER)))
                .isCompletedWithValue(new Failed<>(
                        Failure.OVERLOADED,
                        "The queue is full: 10 commands are waiting",
                        new Limit("laneQueueMax", 10)));
        gate.open();
        assertThat(taken).extracting(TurnsTest::outcome).hasOnlyElementsOfType(Done.class);
    }

    /** The control is the flooder itself: the same command in a queue of the same length is refused. */
    @Test
    void theWaitIsCountedToTheOwnersOwnTurn() {
        Lane lane = busyLane(EngineSettings.DEFAULT.withQueue(1_000, 4).withLaneWaitMax(Duration.ofNanos(1)));
        List<CompletableFuture<Outcome<Booking>>> taken = new ArrayList<>(enqueue(lane, FLOODER, 8));

        assertThat(outcome(lane.enqueue(of(FLOODER))))
                .isEqualTo(new Failed<>(
                        Failure.OVERLOADED,
                        "The queue is too long: 8 commands are ahead of this one",
                        new Limit("laneWaitMax", 0)));
        taken.addAll(enqueue(lane, OTHER, 4));
        assertThat(outcome(lane.enqueue(of(OTHER))))
                .as("four turns of two owners")
                .isInstanceOf(Failed.class);
        gate.open();
        assertThat(taken).extracting(TurnsTest::outcome).hasOnlyElementsOfType(Done.class);
    }

    @Test
    void emptyLinesAreForgotten() {
        Turns turns = new Turns();
        for (int i = 0; i < 1_000; i++) {
            turns.add(turns.of("owner-" + i), new Ticket<>(of("owner-" + i)));
            turns.remove();
            assertThat(turns.queues()).isLessThanOrEqualTo(Turns.EMPTY_QUEUES_MAX);
        }
        assertThat(turns.isEmpty()).isTrue();
    }

    private static Outcome<?> outcome(CompletableFuture<Outcome<Booking>> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
