package dev.lastroom.store.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.batch.Loop;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Repair;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreClock;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.engine.webhook.WebhookStore;
import dev.lastroom.store.files.PrivateFiles;
import dev.lastroom.store.jdbc.ConnectionPool;
import dev.lastroom.store.jdbc.JdbcReads;
import dev.lastroom.store.jdbc.JdbcRepair;
import dev.lastroom.store.jdbc.JdbcWebhooks;
import dev.lastroom.store.jdbc.ReadTransactions;
import dev.lastroom.store.jdbc.Sql;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded default: one file, written by one connection at a time, in WAL mode with {@code synchronous=FULL}. So a
 * commit is on disk when it returns, and readers never wait for the writer.
 *
 * <p>Thread-safe, and safe with other processes on the same file: a transaction holds SQLite's write lock from its
 * first read to its commit, and what is remembered between transactions is dropped once another process has written.
 * The processes must run on one machine, since WAL mode does not work over a network file system.
 */
public final class SqliteStore implements Store {

    /** For the threads of housekeeping and of recounts. */
    private static final int HOUSEKEEPERS_MAX = 6;

    /** 64 MB, as much as the page cache: pages that a flash sale writes again and again reach the file once. */
    private static final int WAL_AUTOCHECKPOINT_PAGES = 16_000;

    /**
     * In KiB, which SQLite expects as a negative number. Its default of 2 MB reads the pages of a busy hotel again and
     * again.
     */
    private static final int CACHE_SIZE = -65_536;

    /** Smaller, since each reader has a cache of its own. The system's file cache backs all of them. */
    private static final int READER_CACHE_SIZE = -16_384;

    /** A transaction holds the file's write lock from its beginning. */
    private static final String ALL_IS_LOCKED = "";

    private final SqliteColumns columns = new SqliteColumns();
    private final SqliteWriter writer;
    private final SqliteTables tables;
    private final HikariDataSource readers;
    private final HikariDataSource housekeepers;
    private final JdbcReads reads;
    private final JdbcReads housekeeping;
    private final WebhookStore webhooks;

    private SqliteStore(SqliteWriter writer, SqliteSettings settings, SqliteFailures failures) {
        this.writer = writer;
        this.tables = SqliteTables.of(writer);
        this.readers = readers(settings, "readers", settings.readers());
        this.housekeepers = readers(settings, "housekeeping", HOUSEKEEPERS_MAX);
        this.reads = reads(readers, failures);
        this.housekeeping = reads(housekeepers, failures);
        this.webhooks = new JdbcWebhooks(columns, housekeeping, this::commit);
    }

    private JdbcReads reads(HikariDataSource connections, SqliteFailures failures) {
        return new JdbcReads(connections, columns, failures, SqliteEvents.SQL, ReadTransactions.PLAIN);
    }

    private <T> T commit(Sql.Function<Sql.Function<String, PreparedStatement>, T> work) {
        return writer.transaction(LockWait.FULL, transaction -> work.apply(transaction::prepare))
                .result();
    }

    /**
     * Opens a store and brings its schema up to date; the file and its folder are made if they are missing.
     *
     * @throws StoreException if the file cannot be opened, or its schema is newer than this program
     */
    public static SqliteStore open(SqliteSettings settings) {
        SqliteFailures failures = new SqliteFailures();
        try {
            PrivateFiles.makeFolder(settings.file());
            SqliteFiles.requirePrivate(settings.file());
            SqliteSettings real = settings.withRealFile();
            // The writer keeps the file open, so from here on no restore can replace it.
            SqliteWriter writer = SqliteSchema.underLock(real, () -> {
                PrivateFiles.make(real.file());
                SqliteSchema.migrate(real, config());
                // Again: in a folder such as /tmp, others may have made one of its files in the meantime.
                SqliteFiles.requirePrivate(real.file());
                return new SqliteWriter(real, config(), failures);
            });
            return new SqliteStore(writer, real, failures);
        } catch (IOException | SQLException e) {
            throw new StoreException(
                    Failure.STORE_UNAVAILABLE,
                    "The database file " + settings.file() + " cannot be opened: " + e.getMessage(),
                    e);
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(WAL_AUTOCHECKPOINT_PAGES));
        config.setCacheSize(CACHE_SIZE);
        return config;
    }

    private static HikariDataSource readers(SqliteSettings settings, String name, int connections) {
        SQLiteConfig config = config();
        config.setCacheSize(READER_CACHE_SIZE);
        config.setBusyTimeout((int) settings.lockWait().toMillis());
        SQLiteDataSource files = new SQLiteDataSource(config);
        files.setUrl(settings.url());
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("lastroom-sqlite-" + name);
        pool.setDataSource(files);
        pool.setConnectionInitSql("PRAGMA query_only = ON");
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(settings.lockWait().toMillis());
        return new ConnectionPool(pool);
    }

    @Override
    public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
        Footprint footprint = Footprint.of(batch);
        SqliteWriter.Committed<Applied> committed = writer.transaction(lockWait, _ -> {
            WorkingSet working =
                    Loop.load(footprint, new SqliteReading(tables, footprint)).working();
            List<Outcome<?>> outcomes = working.decide(batch, decision);
            return new Applied(outcomes, Duration.ZERO, working.events(), tables.write(working));
        });
        return committed.result().after(committed.lockWait());
    }

    @Override
    public int sweepKeys(Instant before, int limit) {
        return writer.transaction(LockWait.FULL, transaction -> {
                    PreparedStatement statement = transaction.prepare("""
                            DELETE FROM idempotency_key WHERE key_hash IN (
                              SELECT key_hash FROM idempotency_key WHERE created_at < ?
                              ORDER BY created_at LIMIT ?)
                            """);
                    columns.bindAll(statement, before, limit);
                    return statement.executeUpdate();
                })
                .result();
    }

    @Override
    public List<Repair> repair(SortedSet<NightKey> nights, Instant at) {
        return writer.transaction(LockWait.FULL, transaction -> {
                    JdbcRepair repair = new JdbcRepair(transaction::prepare, columns, ALL_IS_LOCKED);
                    return repair.repair(nights, at);
                })
                .result();
    }

    /** Returns the statements used for writing so far. */
    Set<String> writingStatements() {
        return writer.statements();
    }

    @Override
    public Reads reads() {
        return reads;
    }

    @Override
    public Reads housekeeping() {
        return housekeeping;
    }

    @Override
    public WebhookStore webhooks() {
        return webhooks;
    }

    /** Returns no clock: all processes on a file are on one machine. */
    @Override
    public Optional<StoreClock> clock() {
        return Optional.empty();
    }

    /** Returns 1: there is one writer, and two lanes would only wait for each other. */
    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void close() {
        readers.close();
        housekeepers.close();
        writer.close();
    }
}
