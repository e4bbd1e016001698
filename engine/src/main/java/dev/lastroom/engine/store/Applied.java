package dev.lastroom.engine.store;

import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.outcome.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * A committed batch.
 *
 * @param outcomes one for each request, in order
 * @param lockWait how long the transaction took until it held its locks
 * @param events the events that it wrote, in order
 * @param last the place of the last of them in the log; {@link EventId#START} if it wrote none
 */
public record Applied(List<Outcome<?>> outcomes, Duration lockWait, List<Event> events, EventId last) {

    /** The same batch with another wait for its locks. */
    public Applied after(Duration newLockWait) {
        return new Applied(outcomes, newLockWait, events, last);
    }
}
