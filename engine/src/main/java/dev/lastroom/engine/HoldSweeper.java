package dev.lastroom.engine;

import dev.lastroom.engine.booking.Command;
import dev.lastroom.engine.booking.Command.ExpireHolds;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Notes that holds and waits have ended, and that nights of allotments are released, soon after it happens. Nobody waits
 * for it: whoever books meanwhile gets their rooms, and notes it too.
 */
final class HoldSweeper implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int ROOM_TYPES_MAX = 100;

    private final Store store;
    private final InstantSource clock;
    private final Consumer<Command> submit;
    private final Schedule schedule;

    /** @param submit carries a command out and waits for it */
    HoldSweeper(Store store, InstantSource clock, Consumer<Command> submit) {
        this.store = store;
        this.clock = clock;
        this.submit = submit;
        this.schedule = new Schedule("expire holds", INTERVAL, this::sweep);
    }

    private void sweep() {
        for (RoomTypeId roomType : store.reads().roomTypesWithLapsedHolds(clock.instant(), ROOM_TYPES_MAX)) {
            submit.accept(new ExpireHolds(roomType));
        }
        for (RoomTypeId roomType : store.reads().roomTypesWithDueReleases(clock.instant(), ROOM_TYPES_MAX)) {
            submit.accept(new ExpireHolds(roomType));
        }
    }

    @Override
    public void close() {
        schedule.close();
    }
}
