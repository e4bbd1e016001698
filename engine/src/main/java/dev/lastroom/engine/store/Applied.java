package dev.lastroom.engine.store;

import dev.lastroom.engine.outcome.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * A committed batch.
 *
 * @param outcomes one for each request, in order
 * @param lockWait how long the transaction took until it held its locks
 */
public record Applied(List<Outcome<?>> outcomes, Duration lockWait) {}
