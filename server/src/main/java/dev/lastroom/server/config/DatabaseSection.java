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

    static final Setting<String> URL = DB.setting(
                    "url", text("a JDBC URL", Stores::checkUrl), "jdbc:sqlite:data/lastroom.db")
            .flag("--db")
            .secret()
            .means("The database: `jdbc:sqlite:FILE` or `jdbc:postgresql://HOST/NAME?user=…&password=…`.");
    static final Setting<Optional<String>> SCHEMA = DB.setting(
                    "schema", orNothing(text("1-63 bytes", PostgresSettings::checkSchema)), Optional.empty())
            .means("The schema of a PostgreSQL database that has Lastroom's tables, where other programs share the"
                    + " database. It is made if it is missing. Without a name it is the one that has the tables,"
                    + " or else the first of the search path.");
    static final Setting<Duration> LOCK_WAIT = DB.setting("lockWait", duration("1ms", "10m"), Duration.ofSeconds(5))
            .means(
                    "How long a transaction waits for locks; then `INVENTORY_LOCKED`. Also how long a start waits for the"
                            + " lock file of a SQLite database, and a change of keys for that of the keys.");
    static final Setting<Duration> TRANSACTION_LIMIT = DB.setting(
                    "transactionLimit", duration("1ms", "1h"), Duration.ofSeconds(10))
            .means("How long a transaction may take; then `TRANSACTION_TIMEOUT`.");
    static final Setting<Integer> READ_THREADS = DB.setting("readThreads", number(1, 1_000), READS.threads())
            .means("Reads at the same time, each with a thread and a connection.");
    static final Setting<Integer> READ_QUEUE_MAX = DB.setting("readQueueMax", number(1, 100_000), READS.queueMax())
            .means("Reads that wait for a thread; the next is `OVERLOADED`.");
    static final Setting<Duration> READ_DEADLINE = DB.setting("readDeadline", duration("1ms", "1h"), READS.deadline())
            .means("How long a read may take with its wait; then it is stopped, and `TRANSACTION_TIMEOUT`.");
    static final Setting<Boolean> OPTIMISTIC = DB.setting("optimistic", yesOrNo(), false)
            .means(
                    "Whether batches decide on remembered counts, which PostgreSQL proves, instead of locking nights first.");
    static final Setting<Integer> BREAKER_FAILURES = DB.setting("breakerFailures", number(1, 1_000), BREAKER.failures())
            .means(
                    "Calls in a row without an answer after which the database is left alone: `STORE_UNAVAILABLE` at once.");
    static final Setting<Duration> BREAKER_PAUSE = DB.setting("breakerPause", duration("10ms", "10m"), BREAKER.pause())
            .means("How long the database is left alone before one call tries again.");

    private DatabaseSection() {}
}
