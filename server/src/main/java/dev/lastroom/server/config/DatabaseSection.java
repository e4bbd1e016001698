package dev.lastroom.server.config;

import static dev.lastroom.server.config.SettingType.duration;
import static dev.lastroom.server.config.SettingType.number;
import static dev.lastroom.server.config.SettingType.orNothing;
import static dev.lastroom.server.config.SettingType.text;
import static dev.lastroom.server.config.SettingType.yesOrNo;

import dev.lastroom.store.jdbc.guard.BreakerSettings;
import dev.lastroom.store.jdbc.guard.ReadSettings;
import dev.lastroom.store.postgres.PostgresSettings;
import java.time.Duration;
import java.util.Optional;

/** Where the database is, and how long to wait for it. */
final class DatabaseSection {

    static final Section DB = new Section("db");

    private static final ReadSettings READS = ReadSettings.DEFAULT;
    private static final BreakerSettings BREAKER = BreakerSettings.DEFAULT;

    static final Setting<String> URL = DB.setting("url", text("a JDBC URL", Stores::checkUrl), Stores.URL_DEFAULT)
            .flag("--db")
            .secret()
            .means("The database: `jdbc:sqlite:FILE` or `jdbc:postgresql://HOST/NAME?user=…&password=…`.");
    static final Setting<Optional<String>> SCHEMA = DB.setting(
                    "schema", orNothing(text("1-63 bytes", PostgresSettings::checkSchema)), Optional.empty())
            .means("The PostgreSQL schema that holds Lastroom's tables, for a database shared with other programs."
                    + " Lastroom creates it if it is missing. By default, Lastroom uses the schema that has its"
                    + " tables, or else the first schema of the search path.");
    static final Setting<Duration> LOCK_WAIT = DB.setting("lockWait", duration("1ms", "10m"), Duration.ofSeconds(5))
            .means("How long a transaction waits for locks before it fails with `INVENTORY_LOCKED`. The same limit"
                    + " applies at startup to the lock file of a SQLite database, and when keys change to the"
                    + " lock of the key file.");
    static final Setting<Duration> TRANSACTION_LIMIT = DB.setting(
                    "transactionLimit", duration("1ms", "1h"), Duration.ofSeconds(10))
            .means("How long a transaction may take before it fails with `TRANSACTION_TIMEOUT`.");
    static final Setting<Integer> READ_THREADS = DB.setting("readThreads", number(1, 1_000), READS.threads())
            .means("Reads that run at the same time, each with a thread and a connection.");
    static final Setting<Integer> READ_QUEUE_MAX = DB.setting("readQueueMax", number(1, 100_000), READS.queueMax())
            .means("Reads that may wait for a thread. One more fails with `OVERLOADED`.");
    static final Setting<Duration> READ_DEADLINE = DB.setting("readDeadline", duration("1ms", "1h"), READS.deadline())
            .means("How long a read may take, including its wait, before it is stopped and fails with"
                    + " `TRANSACTION_TIMEOUT`.");
    static final Setting<Boolean> OPTIMISTIC = DB.setting("optimistic", yesOrNo(), false)
            .means("Whether batches decide on remembered counts, which PostgreSQL then proves, instead of locking"
                    + " nights first.");
    static final Setting<Integer> BREAKER_FAILURES = DB.setting("breakerFailures", number(1, 1_000), BREAKER.failures())
            .means("Unanswered calls in a row after which the circuit breaker opens. Calls then fail at once with"
                    + " `STORE_UNAVAILABLE`.");
    static final Setting<Duration> BREAKER_PAUSE = DB.setting("breakerPause", duration("10ms", "10m"), BREAKER.pause())
            .means("How long the circuit breaker stays open before one call tries the database again.");

    private DatabaseSection() {}
}
