package dev.lastroom.engine.lane;

import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.STAY;
import static dev.lastroom.engine.testing.TestHotel.book;
import static dev.lastroom.engine.testing.TestHotel.newId;
import static dev.lastroom.engine.testing.TestHotel.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.testing.Gate;
import dev.lastroom.engine.testing.ScriptedStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentionTest {

    private static final Duration LONG = Duration.ofMillis(10);
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final int HOT = NewId.hint(DELUXE);

    private final AtomicLong nanoTime = new AtomicLong();
    private final Desk desk = new Desk();
    private final Contention contention = new Contention(desk, EngineListener.NONE, nanoTime::get);

    /** Gives leases, and remembers which were asked for and which are held. */
    private static final class Desk implements Coordination {
        private final List<Integer> asked = new ArrayList<>();
        private final Gate gate = new Gate();
        private boolean otherHasIt;
        private boolean blocks;
        private int held;

        @Override
        public @Nullable Lease await(int roomType) {
            asked.add(roomType);
            if (blocks) {
                gate.pass();
            }
            held++;
            boolean waited = otherHasIt;
            return new Lease() {
                @Override
                public boolean waited() {
                    return waited;
                }

                @Override
                public void close() {
                    held--;
                }
            };
        }

        @Override
        public void close() {}
    }

    private static List<Request<?>> hotBatch(int size) {
        return IntStream.range(0, size)
                .<Request<?>>mapToObj(_ -> request(book(1).withKey(newId().toString())))
                .toList();
    }

    private static List<Request<?>> mixedBatch() {
        return IntStream.range(0, 20)
                .<Request<?>>mapToObj(i -> request(Book.of("alice", "room-" + i, STAY, 1)))
                .toList();
    }

    private void applied(int times, List<Request<?>> batch, Duration lockWait, Duration total) {
        for (int i = 0; i < times; i++) {
            contention.applied(batch, lockWait, total);
        }
    }

    private void meetOthers() {
        applied(Contention.SEEN, hotBatch(Contention.HOT_COMMANDS), LONG, LONG);
    }

    private int leasesAsked() {
        contention.awaitLease();
        contention.passOn();
        return desk.asked.size();
    }

    @Test
    void noLeaseIsTakenBeforeContentionIsSeen() {
        applied(Contention.SEEN - 1, hotBatch(Contention.HOT_COMMANDS), LONG, LONG);
        assertThat(leasesAsked()).isZero();
        applied(1, hotBatch(Contention.HOT_COMMANDS), LONG, LONG);
        assertThat(leasesAsked()).isEqualTo(1);
        assertThat(desk.asked).containsExactly(HOT);
    }

    @Test
    void smallBatchesMixedOnesAndThoseThatDidNotWaitAreNoContention() {
        applied(100, hotBatch(Contention.HOT_COMMANDS - 1), LONG, LONG);
        applied(100, mixedBatch(), LONG, LONG);
        applied(100, hotBatch(Contention.HOT_COMMANDS), SHORT, LONG);
        assertThat(contention.isCoordinated()).isFalse();
    }

    @Test
    void aLeaseIsPassedOnOnceItsBatchIsCommitted() {
        meetOthers();
        contention.awaitLease();
        assertThat(desk.held).isEqualTo(1);
        applied(1, hotBatch(Contention.HOT_COMMANDS), SHORT, LONG);
        assertThat(desk.held).isZero();
    }

    @Test
    void leasesEndSomeTimeAfterTheLastMeeting() {
        desk.otherHasIt = true;
        meetOthers();
        nanoTime.addAndGet(Contention.KEPT.toNanos());
        assertThat(leasesAsked()).isEqualTo(1);
        desk.otherHasIt = false;
        nanoTime.addAndGet(Contention.KEPT.toNanos());
        assertThat(leasesAsked()).isEqualTo(2);
        nanoTime.addAndGet(1);
        assertThat(leasesAsked()).isEqualTo(2);
        assertThat(contention.isCoordinated()).isFalse();
    }

    @Test
    void leasesEndWhenTheRoomTypeIsNoLongerHot() {
        meetOthers();
        applied(Contention.SEEN - 1, mixedBatch(), SHORT, LONG);
        assertThat(contention.isCoordinated()).isTrue();
        applied(1, mixedBatch(), SHORT, LONG);
        assertThat(contention.isCoordinated()).isFalse();
    }

    /** This is what a lease is for: while a lane waits for it, its batch grows. */
    @Test
    void aLaneTakesItsBatchOnceItHasTheLease() {
        meetOthers();
        desk.blocks = true;
        ScriptedStore store = ScriptedStore.withHotel(3, 1_000);
        EngineSettings settings = EngineSettings.DEFAULT;
        try (Lane lane = new Lane(
                "test-lane",
                settings,
                new BatchRunner(store, settings, EngineListener.NONE, (_, _) -> {}, contention),
                new Neighbours(List.of()),
                contention,
                new Breakdown())) {
            var _ = lane.enqueue(request(book(1).withKey("first")));
            desk.gate.awaitReached();
            for (Request<?> request : hotBatch(9)) {
                var _ = lane.enqueue(request);
            }
            assertThat(lane.giveAway()).isEmpty();
            desk.gate.open();
        }
        assertThat(store.calls()).hasSize(1);
        assertThat(store.calls().getFirst().batch()).hasSize(10);
        assertThat(desk.held).isZero();
    }
}
