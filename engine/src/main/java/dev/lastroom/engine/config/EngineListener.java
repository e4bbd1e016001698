package dev.lastroom.engine.config;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.outcome.Outcome;
import java.time.Duration;

/**
 * Receives what happens in the engine, for metrics. Called on the engine's threads: an implementation must be
 * thread-safe and quick. Anything it throws is logged and changes nothing.
 */
public interface EngineListener {

    /** Ignores everything. */
    EngineListener NONE = new EngineListener() {};

    /**
     * A command was answered.
     *
     * @param latency since it was submitted
     */
    default void answered(Request<?> request, Outcome<?> outcome, Duration latency) {}

    /**
     * A batch was committed.
     *
     * @param commands how many commands it held
     * @param lockWait how long it took to get its locks
     * @param total how long the whole transaction took
     */
    default void batchApplied(int commands, Duration lockWait, Duration total) {}

    /**
     * A batch met a conflict and will be retried.
     *
     * @param attempt 1 after the first failed try
     */
    default void retried(int commands, int attempt) {}

    /**
     * A lane that met other servers at a hot room type asked for its lease.
     *
     * @param granted whether it was given in time; otherwise its batch goes on without it
     */
    default void leaseAwaited(boolean granted, Duration wait) {}

    /** The sweeper forgot idempotency keys past their lifetime. */
    default void keysSwept(int keys) {}
}
