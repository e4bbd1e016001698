package dev.lastroom.engine;

import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.lane.Breakdown;
import dev.lastroom.engine.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Records lapsed holds, ended waits and released allotment nights soon after they happen. Nothing waits for it: any
 * booking made meanwhile gets their rooms and records them too. Now and then it also serves the waitlists, for entries
 * that fit only because time has passed or a night was repaired.
 */
final class HoldSweeper implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration TURNS = Duration.ofMinutes(1);
    private static final int ROOM_TYPES_MAX = 100;

    private final Store store;
    private final EngineClock clock;
    private final Consumer<CatchUp> submit;
    private final RepeatedTask task;
    private final RepeatedTask turns;

    /** @param submit carries out a command and waits for it */
    HoldSweeper(Store store, EngineClock clock, Consumer<CatchUp> submit, Breakdown breakdown) {
        this.store = store;
        this.clock = clock;
        this.submit = submit;
        this.task = new RepeatedTask("expire holds", INTERVAL, breakdown, this::sweep);
        this.turns = new RepeatedTask("serve the waitlist", TURNS, breakdown, this::serveWhoWaits);
    }

    private void sweep() {
        for (RoomTypeId roomType : store.housekeeping().roomTypesWithLapsedHolds(clock.now(), ROOM_TYPES_MAX)) {
            submit.accept(new CatchUp(roomType));
        }
        for (RoomTypeId roomType : store.housekeeping().roomTypesWithDueReleases(clock.now(), ROOM_TYPES_MAX)) {
            submit.accept(new CatchUp(roomType));
        }
    }

    void serveWhoWaits() {
        List<RoomTypeId> page = store.housekeeping().waitlist().roomTypesWaitedFor(null, ROOM_TYPES_MAX);
        while (!page.isEmpty()) {
            page.forEach(roomType -> submit.accept(new CatchUp(roomType)));
            page = store.housekeeping().waitlist().roomTypesWaitedFor(page.getLast(), ROOM_TYPES_MAX);
        }
    }

    boolean isAlive() {
        return task.isAlive() && turns.isAlive();
    }

    @Override
    public void close() {
        turns.close();
        task.close();
    }
}
