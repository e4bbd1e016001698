package dev.lastroom.engine.lane;

import java.util.List;

/**
 * Lanes that help one another. If all commands are for the same room type, one lane has all the work. Thread-safe.
 *
 * @param lanes may still be filled; every lane in it takes part
 */
record Neighbours(List<Lane> lanes) {

    /** Wakes an idle lane, if there is one. */
    void askForHelp() {
        for (Lane lane : lanes) {
            if (lane.isIdle()) {
                lane.askForHelp();
                return;
            }
        }
    }

    /** Takes a batch from a lane with a long queue; empty if there is none. */
    List<Ticket<?>> takeOver() {
        for (Lane lane : lanes) {
            List<Ticket<?>> batch = lane.giveAway();
            if (!batch.isEmpty()) {
                return batch;
            }
        }
        return List.of();
    }
}
