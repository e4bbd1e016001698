package dev.lastroom.engine.lane;

import static dev.lastroom.engine.testing.TestHotel.ALICE;
import static dev.lastroom.engine.testing.TestHotel.NOW;
import static dev.lastroom.engine.testing.TestHotel.SEASIDE;
import static dev.lastroom.engine.testing.TestHotel.STAY;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.cancel;
import static dev.lastroom.engine.testing.TestHotel.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.testing.Gate;
import dev.lastroom.engine.testing.ScriptedStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LanesTest {

    /** For a room type in the other of two lanes than "hot". */
    private static final Request<Booking> OTHER = request(Book.of("alice", otherThanHot(), STAY, 1));

    private final ScriptedStore store = new ScriptedStore(3);

    @Test
    void sendsAllCommandsOfARoomTypeThroughOneLaneAndACancelThroughItsBookingsLane() {
        Set<String> used = new HashSet<>();
        try (Lanes lanes = lanes(4)) {
            for (int i = 0; i < 100; i++) {
                RoomTypeId roomType = new RoomTypeId("room-" + i);
                Set<String> itsLanes = new HashSet<>();
                itsLanes.add(laneOf(lanes, new SaveRoomType(new RoomType(roomType, SEASIDE, "Room", "", 1, 1))));
                itsLanes.add(laneOf(lanes, new OpenNights(roomType, TODAY, TODAY.plusDays(1), null, null)));
                itsLanes.add(laneOf(lanes, new Book(ALICE, new RoomStay(roomType, STAY, 1), null)));
                itsLanes.add(laneOf(lanes, cancel(NewId.of(NOW, roomType, i).booking())));
                assertThat(itsLanes).as("lanes of %s", roomType).hasSize(1);
                used.addAll(itsLanes);
            }
        }
        assertThat(used)
                .containsExactlyInAnyOrder("lastroom-lane-0", "lastroom-lane-1", "lastroom-lane-2", "lastroom-lane-3");
    }

    private <R> String laneOf(Lanes lanes, Command<R> command) {
        join(lanes.enqueue(request(command)));
        return store.calls().getLast().thread();
    }

    @Test
    void areAsManyAsTheStoreFindsUsefulByDefault() {
        Set<String> used = new HashSet<>();
        try (Lanes lanes = lanes(0)) {
            for (int i = 0; i < 100; i++) {
                used.add(laneOf(lanes, Book.of("alice", "room-" + i, STAY, 1)));
            }
        }
        assertThat(used).hasSize(3);
    }

    @Test
    void anIdleOneHelpsOneInWhichManyWait() {
        Gate gate = new Gate();
        store.beforeCommit(batch -> {
            if (batch.size() < Lane.HELP_FROM) {
                gate.pass();
            }
        });
        try (Lanes lanes = lanes(2)) {
            var first = lanes.enqueue(request(Book.of("alice", "hot", STAY, 1)));
            gate.awaitReached();
            List<CompletableFuture<Outcome<Booking>>> waiting = book(lanes, Lane.HELP_FROM - 1);
            assertThat(lanes.depth()).as("too few to get help").isEqualTo(Lane.HELP_FROM - 1);

            waiting.addAll(book(lanes, 1));
            waiting.forEach(LanesTest::join);
            assertThat(first).as("its lane still waits at the gate").isNotDone();
            gate.open();
            join(first);
        }
        assertThat(store.batchSizes()).containsExactly(1, Lane.HELP_FROM);
        assertThat(store.calls()).extracting(ScriptedStore.Call::thread).doesNotHaveDuplicates();
    }

    @Test
    void oneThatBecomesIdleHelpsOneInWhichManyAlreadyWait() {
        Gate hot = new Gate();
        Gate other = new Gate();
        store.beforeCommit(batch -> {
            if (batch.size() < Lane.HELP_FROM) {
                (batch.contains(OTHER) ? other : hot).pass();
            }
        });
        try (Lanes lanes = lanes(2)) {
            var first = lanes.enqueue(request(Book.of("alice", "hot", STAY, 1)));
            hot.awaitReached();
            var busy = lanes.enqueue(OTHER);
            other.awaitReached();
            List<CompletableFuture<Outcome<Booking>>> waiting = book(lanes, Lane.HELP_FROM);
            assertThat(lanes.depth()).as("both lanes are busy").isEqualTo(Lane.HELP_FROM);

            other.open();
            waiting.forEach(LanesTest::join);
            assertThat(first).as("its lane still waits at the gate").isNotDone();
            hot.open();
            join(first);
            join(busy);
        }
        assertThat(store.batchSizes()).containsExactly(1, 1, Lane.HELP_FROM);
    }

    private static List<CompletableFuture<Outcome<Booking>>> book(Lanes lanes, int times) {
        return IntStream.range(0, times)
                .mapToObj(_ -> lanes.enqueue(request(Book.of("alice", "hot", STAY, 1))))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String otherThanHot() {
        return IntStream.range(0, 100)
                .mapToObj(i -> "room-" + i)
                .filter(room -> (NewId.hint(new RoomTypeId(room)) - NewId.hint(new RoomTypeId("hot"))) % 2 != 0)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void answerAllThatWaitsInEveryLaneBeforeTheyAreClosed() {
        Gate gate = new Gate();
        store.beforeCommit(_ -> gate.pass());
        Lanes lanes = lanes(2);
        var first = lanes.enqueue(request(SaveProperty.of("p", "P", "UTC", "EUR")));
        gate.awaitReached();
        List<CompletableFuture<Outcome<Booking>>> futures = IntStream.range(0, 20)
                .mapToObj(i -> lanes.enqueue(request(Book.of("alice", "room-" + i, STAY, 1))))
                .toList();
        // The first lane waits at the gate, so its share of the room types waits too.
        assertThat(lanes.depth()).isPositive();
        gate.open();
        lanes.close();
        assertThat(first).isDone();
        assertThat(futures).allMatch(CompletableFuture::isDone);
        assertThat(lanes.depth()).isZero();
        assertThat(join(lanes.enqueue(request(SaveProperty.of("p", "P", "UTC", "EUR")))))
                .isEqualTo(new Failed<>(Failure.STORE_UNAVAILABLE, "The engine is closed"));
    }

    private Lanes lanes(int count) {
        return new Lanes(
                store,
                EngineSettings.DEFAULT.withLanes(count),
                EngineListener.NONE,
                (_, _) -> {},
                Coordination.NONE,
                new Breakdown());
    }

    private static Outcome<?> join(CompletableFuture<? extends Outcome<?>> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
