package dev.lastroom.engine.lane;

import java.util.List;

/**
 * Lanes that help one another: where all want the same room type, one lane has all the work. Thread-safe.
 *
 * @param lanes may still be filled; every lane that is in it takes part
 */
record Neighbours(List<Lane> lanes) {

    /** Wakes one that has nothing to do, if there is one. */
    void askForHelp() {
        for (Lane lane : lanes) {
            if (lane.isIdle()) {
                lane.askForHelp();
                return;
            }
        }
    }

    /** Takes a batch from a lane in which many wait; empty if there is none. */
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
