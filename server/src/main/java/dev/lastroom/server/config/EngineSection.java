package dev.lastroom.server.config;

import static dev.lastroom.server.config.SettingType.duration;
import static dev.lastroom.server.config.SettingType.number;

import dev.lastroom.engine.clock.ClockLimits;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.config.SearchSettings;
import dev.lastroom.engine.rules.Rules;
import java.time.Duration;

/** The engine's lanes, rules and housekeeping. */
final class EngineSection {

    static final Section ENGINE = new Section("engine");

    private static final EngineSettings LIMITS = EngineSettings.DEFAULT;
    private static final Rules RULES = Rules.DEFAULT;

    static final Setting<Integer> LANES = ENGINE.setting("lanes", number(0, 64), LIMITS.lanes())
            .means("Batches applied in parallel. 0 means the store's own number: 2 for PostgreSQL, 1 for SQLite.");
    static final Setting<Integer> LANE_QUEUE_MAX = ENGINE.setting(
                    "laneQueueMax", number(1, 1_000_000), LIMITS.laneQueueMax())
            .means("Commands that may wait in a lane. One more fails with `OVERLOADED`.");
    static final Setting<Integer> LANE_QUEUE_OWNER_MAX = ENGINE.setting(
                    "laneQueueOwnerMax", number(1, 1_000_000), LIMITS.laneQueueOwnerMax())
            .means("Commands from one owner's API keys that may wait in a lane. One more fails with `RATE_LIMITED`.");
    static final Setting<Duration> LANE_WAIT_MAX = ENGINE.setting(
                    "laneWaitMax", duration("1ms", "1h"), LIMITS.laneWaitMax())
            .means("Longest wait that a command may expect for its owner's turn in a lane, judged by the pace of the"
                    + " last batches. Beyond it, the command fails with `OVERLOADED`. Two full batches may"
                    + " always wait.");
    static final Setting<Integer> BATCH_COMMANDS_MAX = ENGINE.setting(
                    "batchCommandsMax", number(1, 10_000), LIMITS.batchCommandsMax())
            .means("The most commands in one transaction.");
    static final Setting<Integer> CONCURRENCY_RETRIES_MAX = ENGINE.setting(
                    "concurrencyRetriesMax", number(0, 20), LIMITS.concurrencyRetriesMax())
            .means("How often a batch is retried after a deadlock before it fails with `CONCURRENCY_ABORT`.");
    static final Setting<Duration> KEY_LIFETIME = ENGINE.setting(
                    "keyLifetime", duration("1s", "3650d"), RULES.keyLifetime())
            .means("How long an idempotency key is remembered.");
    static final Setting<Duration> DERIVED_KEY_WINDOW = ENGINE.setting(
                    "derivedKeyWindow", duration("1s", "3650d"), RULES.derivedKeyWindow())
            .means("How long an equal request without a key is answered with the existing booking.");
    static final Setting<Integer> HOLDS_PER_USER_MAX = ENGINE.setting(
                    "holdsPerUserMax", number(1, 10_000), RULES.holdsPerUserMax())
            .means("Live holds of one user of one owner. One more is refused with `HOLD_LIMIT_REACHED`.");
    static final Setting<Duration> OFFER_FOR = ENGINE.setting(
                    "offerFor", duration("1s", "24h"), RULES.offerFor().length())
            .means("How long an offer holds rooms for a waiting user.");
    static final Setting<Integer> WAITLIST_MAX = ENGINE.setting("waitlistMax", number(1, 1_000), RULES.waitlistMax())
            .means("Entries that may wait for the same night. One more is refused with `WAITLIST_FULL`.");
    static final Setting<Integer> WAITLIST_OWNER_MAX = ENGINE.setting(
                    "waitlistOwnerMax", number(1, 1_000), RULES.waitlistOwnerMax())
            .means("Entries from one owner's API keys that may wait for the same night.");
    static final Setting<Integer> WAITS_PER_USER_MAX = ENGINE.setting(
                    "waitsPerUserMax", number(1, 1_000), RULES.waitsPerUserMax())
            .means("Entries of one user of one owner that may wait for the same night, across all room types.");
    static final Setting<Duration> REINSTATE_WITHIN = ENGINE.setting(
                    "reinstateWithin", duration("1s", "3650d"), RULES.reinstateWithin())
            .means("How long after its end a booking can be reinstated at its own price and terms. Later, the price"
                    + " and terms of that day apply.");
    static final Setting<Duration> SWEEP_INTERVAL = ENGINE.setting(
                    "sweepInterval", duration("100ms", "30d"), LIMITS.sweepInterval())
            .means("How often the sweeper looks for old idempotency keys.");
    static final Setting<Integer> SWEEP_KEYS_MAX = ENGINE.setting(
                    "sweepKeysMax", number(1, 100_000), LIMITS.sweepKeysMax())
            .means("Old keys that the sweeper removes in one transaction.");
    static final Setting<Duration> CLOCK_SKEW_WARN = ENGINE.setting(
                    "clockSkewWarn", duration("1ms", "1d"), LIMITS.clock().skewWarn())
            .means("How far this machine's clock may differ from the database's before the difference is logged.");
    static final Setting<Duration> CLOCK_SKEW_MAX = ENGINE.setting(
                    "clockSkewMax", duration("1ms", "1d"), LIMITS.clock().skewMax())
            .means("How far the two clocks may differ before this server is not ready and refuses to decide, with"
                    + " `STORE_UNAVAILABLE`. Must not be shorter than `engine.clockSkewWarn`.");

    static final Section SEARCH = new Section("search");

    static final Setting<Integer> SEARCH_MEMORY_NIGHTS_MAX = SEARCH.setting(
                    "memoryNightsMax", number(0, 100_000_000), LIMITS.search().memoryNightsMax())
            .means("Nights that searches keep in memory, at about 20 bytes each. The properties least recently searched"
                    + " make room for others. 0 makes every search read the database.");
    static final Setting<Duration> SEARCH_STALE_MAX = SEARCH.setting(
                    "staleMax", duration("10ms", "1m"), LIMITS.search().staleMax())
            .means("How far a search may be behind what other servers wrote. A search waits this long for memory to"
                    + " catch up, then it reads the database.");

    private EngineSection() {}

    /** @throws SettingException if the longest allowed clock skew is shorter than the skew that is logged */
    static EngineSettings engine(Settings settings) {
        return EngineSettings.DEFAULT.with(it -> {
            it.rules = rules(settings);
            it.lanes = settings.get(LANES);
            it.laneQueueMax = settings.get(LANE_QUEUE_MAX);
            it.laneQueueOwnerMax = settings.get(LANE_QUEUE_OWNER_MAX);
            it.laneWaitMax = settings.get(LANE_WAIT_MAX);
            it.batchCommandsMax = settings.get(BATCH_COMMANDS_MAX);
            it.concurrencyRetriesMax = settings.get(CONCURRENCY_RETRIES_MAX);
            it.sweepInterval = settings.get(SWEEP_INTERVAL);
            it.sweepKeysMax = settings.get(SWEEP_KEYS_MAX);
            it.clock = clock(settings);
            it.search = new SearchSettings(settings.get(SEARCH_MEMORY_NIGHTS_MAX), settings.get(SEARCH_STALE_MAX));
        });
    }

    private static Rules rules(Settings settings) {
        return Rules.DEFAULT.with(it -> {
            it.keyLifetime = settings.get(KEY_LIFETIME);
            it.derivedKeyWindow = settings.get(DERIVED_KEY_WINDOW);
            it.holdsPerUserMax = settings.get(HOLDS_PER_USER_MAX);
            it.offerFor = new HoldTime(settings.get(OFFER_FOR));
            it.waitlistMax = settings.get(WAITLIST_MAX);
            it.waitlistOwnerMax = settings.get(WAITLIST_OWNER_MAX);
            it.waitsPerUserMax = settings.get(WAITS_PER_USER_MAX);
            it.reinstateWithin = settings.get(REINSTATE_WITHIN);
        });
    }

    private static ClockLimits clock(Settings settings) {
        Duration warn = settings.get(CLOCK_SKEW_WARN);
        Duration max = settings.get(CLOCK_SKEW_MAX);
        if (max.compareTo(warn) < 0) {
            throw new SettingException(
                    "Invalid setting: engine.clockSkewMax must not be shorter than engine.clockSkewWarn");
        }
        return new ClockLimits(warn, max);
    }
}
