package dev.lastroom.engine.config;

import dev.lastroom.engine.clock.ClockLimits;
import dev.lastroom.engine.rules.Rules;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The engine's limits. Immutable and thread-safe.
 *
 * @param rules the settings that decisions depend on
 * @param lanes the number of lanes, 1-64; 0 means as many as the store finds useful
 * @param laneQueueMax how many commands may wait in a lane, 1-1,000,000; one more is {@code OVERLOADED}
 * @param laneQueueOwnerMax how many of them may be of one owner, 1-1,000,000; one more is {@code OVER_SHARE}
 * @param laneWaitMax the longest expected wait in a lane, by the pace of the last batches, at most 365 days; a command
 *     that would wait longer is {@code OVERLOADED}
 * @param batchCommandsMax the most commands of one transaction, 1-10,000
 * @param concurrencyRetriesMax how often a batch is retried after a conflict, 0-20
 * @param oneByOneBudget how long the commands of a failed batch are tried one by one, at most 365 days
 * @param sweepInterval the time between searches for old idempotency keys, at most 365 days
 * @param sweepKeysMax how many keys the sweeper forgets in one transaction, 1-100,000
 * @param clock how far this machine's clock may differ from the store's
 * @param search the limits of searches
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
        ClockLimits clock,
        SearchSettings search) {

    /** Keeps every time within 64 bits of nanoseconds. */
    private static final Duration TIME_MAX = Duration.ofDays(365);

    /** The defaults. */
    public static final EngineSettings DEFAULT = new Draft().settings();

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

    /** Settings under construction, starting with the defaults. Not thread-safe. */
    public static final class Draft {
        public Rules rules = Rules.DEFAULT;
        public int lanes = 0;
        public int laneQueueMax = 20_000;
        public int laneQueueOwnerMax = 10_000;
        public Duration laneWaitMax = Duration.ofSeconds(1);
        public int batchCommandsMax = 512;
        public int concurrencyRetriesMax = 5;
        public Duration oneByOneBudget = Duration.ofSeconds(10);
        public Duration sweepInterval = Duration.ofMinutes(1);
        public int sweepKeysMax = 1_000;
        public ClockLimits clock = ClockLimits.DEFAULT;
        public SearchSettings search = SearchSettings.DEFAULT;

        private Draft() {}

        private Draft(EngineSettings from) {
            rules = from.rules;
            lanes = from.lanes;
            laneQueueMax = from.laneQueueMax;
            laneQueueOwnerMax = from.laneQueueOwnerMax;
            laneWaitMax = from.laneWaitMax;
            batchCommandsMax = from.batchCommandsMax;
            concurrencyRetriesMax = from.concurrencyRetriesMax;
            oneByOneBudget = from.oneByOneBudget;
            sweepInterval = from.sweepInterval;
            sweepKeysMax = from.sweepKeysMax;
            clock = from.clock;
            search = from.search;
        }

        private EngineSettings settings() {
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
                    clock,
                    search);
        }
    }

    /**
     * The same settings, except for those that {@code change} sets.
     *
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public EngineSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    public EngineSettings withRules(Rules rules) {
        return with(it -> it.rules = rules);
    }

    public EngineSettings withLanes(int lanes) {
        return with(it -> it.lanes = lanes);
    }

    /** The same settings with other queues, each of which one owner may fill. */
    public EngineSettings withQueue(int laneQueueMax, int batchCommandsMax) {
        return with(it -> {
            it.laneQueueMax = laneQueueMax;
            it.laneQueueOwnerMax = laneQueueMax;
            it.batchCommandsMax = batchCommandsMax;
        });
    }

    public EngineSettings withLaneWaitMax(Duration laneWaitMax) {
        return with(it -> it.laneWaitMax = laneWaitMax);
    }

    public EngineSettings withSweep(Duration sweepInterval, int sweepKeysMax) {
        return with(it -> {
            it.sweepInterval = sweepInterval;
            it.sweepKeysMax = sweepKeysMax;
        });
    }
}
