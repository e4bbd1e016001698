package dev.lastroom.engine;

import dev.lastroom.engine.booking.Rules;
import dev.lastroom.engine.clock.ClockLimits;
import java.time.Duration;

/**
 * The engine's limits. Immutable and thread-safe.
 *
 * @param rules what decisions depend on
 * @param lanes how many lanes, 1-64; 0 means as many as the store finds useful
 * @param laneQueueMax how many commands may wait in a lane, 1-1,000,000; one more is {@code OVERLOADED}
 * @param laneQueueOwnerMax how many of them may be of one owner, 1-1,000,000; one more is {@code OVER_SHARE}
 * @param laneWaitMax how long a command may have to wait in a lane, by the pace of the last batches, at most 365 days; one
 *     that would wait longer is {@code OVERLOADED}
 * @param batchCommandsMax how many commands one transaction carries at the most, 1-10,000
 * @param concurrencyRetriesMax how often a batch is tried again after a conflict, 0-20
 * @param oneByOneBudget how long a batch that failed is taken apart, at most 365 days
 * @param sweepInterval how often old idempotency keys are looked for, at most every 365 days
 * @param sweepKeysMax how many keys the sweeper forgets in one transaction, 1-100,000
 * @param clock how far the clock of this machine may differ from the store's
 */
public record EngineSettings(
        Rules rules,
        int lanes,
        int laneQueueMax,
        int laneQueueOwnerMax,
        Duration laneWaitMax,
        int batchCommandsMax,
        int concurrencyRetriesMax,
        Duration oneByOneBudget,
        Duration sweepInterval,
        int sweepKeysMax,
        ClockLimits clock) {

    /** So that every time fits 64 bits of nanoseconds. */
    private static final Duration TIME_MAX = Duration.ofDays(365);

    /** The defaults. */
    public static final EngineSettings DEFAULT = new EngineSettings(
            Rules.DEFAULT,
            0,
            20_000,
            10_000,
            Duration.ofSeconds(1),
            512,
            5,
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            1_000,
            ClockLimits.DEFAULT);

    /** @throws IllegalArgumentException naming the setting that is out of its range */
    public EngineSettings {
        checkRange("lanes", lanes, 0, 64);
        checkRange("laneQueueMax", laneQueueMax, 1, 1_000_000);
        checkRange("laneQueueOwnerMax", laneQueueOwnerMax, 1, 1_000_000);
        checkRange("batchCommandsMax", batchCommandsMax, 1, 10_000);
        checkRange("concurrencyRetriesMax", concurrencyRetriesMax, 0, 20);
        checkRange("sweepKeysMax", sweepKeysMax, 1, 100_000);
        checkTime("laneWaitMax", laneWaitMax);
        checkTime("oneByOneBudget", oneByOneBudget);
        checkTime("sweepInterval", sweepInterval);
    }

    private static void checkRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
        }
    }

    private static void checkTime(String name, Duration value) {
        if (!value.isPositive() || value.compareTo(TIME_MAX) > 0) {
            throw new IllegalArgumentException(
                    name + " must be positive and at most " + TIME_MAX.toDays() + " days, not " + value);
        }
    }

    public EngineSettings withRules(Rules newRules) {
        return new EngineSettings(
                newRules,
                lanes,
                laneQueueMax,
                laneQueueOwnerMax,
                laneWaitMax,
                batchCommandsMax,
                concurrencyRetriesMax,
                oneByOneBudget,
                sweepInterval,
                sweepKeysMax,
                clock);
    }

    public EngineSettings withLanes(int newLanes) {
        return new EngineSettings(
                rules,
                newLanes,
                laneQueueMax,
                laneQueueOwnerMax,
                laneWaitMax,
                batchCommandsMax,
                concurrencyRetriesMax,
                oneByOneBudget,
                sweepInterval,
                sweepKeysMax,
                clock);
    }

    /** The same with other queues, each of which one owner may fill. */
    public EngineSettings withQueue(int newLaneQueueMax, int newBatchCommandsMax) {
        return new EngineSettings(
                rules,
                lanes,
                newLaneQueueMax,
                newLaneQueueMax,
                laneWaitMax,
                newBatchCommandsMax,
                concurrencyRetriesMax,
                oneByOneBudget,
                sweepInterval,
                sweepKeysMax,
                clock);
    }

    public EngineSettings withLaneQueueOwnerMax(int newLaneQueueOwnerMax) {
        return new EngineSettings(
                rules,
                lanes,
                laneQueueMax,
                newLaneQueueOwnerMax,
                laneWaitMax,
                batchCommandsMax,
                concurrencyRetriesMax,
                oneByOneBudget,
                sweepInterval,
                sweepKeysMax,
                clock);
    }

    public EngineSettings withLaneWaitMax(Duration newLaneWaitMax) {
        return new EngineSettings(
                rules,
                lanes,
                laneQueueMax,
                laneQueueOwnerMax,
                newLaneWaitMax,
                batchCommandsMax,
                concurrencyRetriesMax,
                oneByOneBudget,
                sweepInterval,
                sweepKeysMax,
                clock);
    }

    public EngineSettings withConcurrencyRetriesMax(int newConcurrencyRetriesMax) {
        return new EngineSettings(
                rules,
                lanes,
                laneQueueMax,
                laneQueueOwnerMax,
                laneWaitMax,
                batchCommandsMax,
                newConcurrencyRetriesMax,
                oneByOneBudget,
                sweepInterval,
                sweepKeysMax,
                clock);
    }

    public EngineSettings withSweep(Duration newSweepInterval, int newSweepKeysMax) {
        return new EngineSettings(
                rules,
                lanes,
                laneQueueMax,
                laneQueueOwnerMax,
                laneWaitMax,
                batchCommandsMax,
                concurrencyRetriesMax,
                oneByOneBudget,
                newSweepInterval,
                newSweepKeysMax,
                clock);
    }

    public EngineSettings withClock(ClockLimits newClock) {
        return new EngineSettings(
                rules,
                lanes,
                laneQueueMax,
                laneQueueOwnerMax,
                laneWaitMax,
                batchCommandsMax,
                concurrencyRetriesMax,
                oneByOneBudget,
                sweepInterval,
                sweepKeysMax,
                newClock);
    }
}
