package dev.lastroom.simulation.crash;

import dev.lastroom.engine.store.Store;
import dev.lastroom.simulation.crash.Crash.Halt;
import dev.lastroom.simulation.crash.Crash.Kill;
import dev.lastroom.simulation.crash.Crash.StopDatabase;
import dev.lastroom.simulation.crash.Crash.StopDatabaseAfterWrite;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL that can be stopped at once, and started again on what it has left on the disk. */
final class DurablePostgres implements CrashBed {

    private static final long STOP_SECONDS_MAX = 60;

    /**
     * A deferred trigger runs within COMMIT, when all is written and nothing committed. It counts down, and at 0 sends
     * the server the signal of an immediate shutdown; the sleep is never seen to its end.
     */
    private static final List<String> STOP_AFTER_WRITE = List.of(
            "CREATE SEQUENCE batches_left INCREMENT -1 MINVALUE -1000000000 MAXVALUE 1000000000 START -1", """
            CREATE FUNCTION stop_after_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              IF nextval('batches_left') = 0 THEN
                COPY (SELECT) TO PROGRAM 'kill -QUIT $(head -n 1 postmaster.pid)';
                PERFORM pg_sleep(60);
              END IF;
              RETURN NULL;
            END $$
            """, """
            CREATE CONSTRAINT TRIGGER stop_after_write AFTER INSERT ON event_batch
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stop_after_write()
            """);

    /** What no session asks for: the store itself sees to it that its commits are durable. */
    private static final List<String> NOT_DURABLE = List.of("""
            CREATE FUNCTION not_durable() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              PERFORM set_config('synchronous_commit', 'off', true);
              RETURN NULL;
            END $$
            """, """
            CREATE TRIGGER not_durable AFTER INSERT ON event_batch
            FOR EACH STATEMENT EXECUTE FUNCTION not_durable()
            """);

    private final Path folder = Folders.make();
    private final boolean durable;
    private EmbeddedPostgres server;
    private ProcessHandle process;

    /** @param durable whether a commit is on disk before it is acknowledged; where not, an immediate stop loses some */
    DurablePostgres(boolean durable) throws IOException, SQLException {
        this.durable = durable;
        this.server = start(0);
        this.process = findProcess();
        open().close();
        for (String sql : STOP_AFTER_WRITE) {
            execute(sql);
        }
        if (!durable) {
            for (String sql : NOT_DURABLE) {
                execute(sql);
            }
        }
        // Also where commits are not durable, the schema is.
        execute("CHECKPOINT");
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                // The library turns durability off, since it is meant for tests.
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", durable ? "on" : "off")
                .setServerConfig("wal_writer_delay", durable ? "200ms" : "10s")
                // Neither a megabyte of log nor a page that is written early brings a commit to the disk.
                .setServerConfig("wal_writer_flush_after", durable ? "1MB" : "1GB")
                .setServerConfig("bgwriter_lru_maxpages", durable ? "100" : "0");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private ProcessHandle findProcess() throws IOException {
        String pid = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip()))
                .orElseThrow(() -> new IOException("PostgreSQL has no process " + pid));
    }

    /** Runs a statement past every server. */
    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public List<Crash> crashes() {
        return List.of(
                new StopDatabaseAfterWrite(this),
                new StopDatabase(this),
                new Kill(),
                new Halt(CrashPoint.BEFORE_WRITE),
                new Halt(CrashPoint.AFTER_COMMIT),
                new Halt(CrashPoint.BEFORE_ANSWER));
    }

    @Override
    public Store open() {
        return PostgresStore.open(PostgresSettings.of(url()));
    }

    /** Stops it as {@code pg_ctl stop -m immediate} does, and does not wait for it. */
    void stopNow() {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has it stop itself so at the n-th commit from now on, in the middle of it. */
    void stopAfterWrite(int commits) throws SQLException {
        execute("SELECT setval('batches_left', " + commits + ")");
    }

    /** Whether it is down; waits for it where it is about to be. */
    boolean isStopped() throws InterruptedException {
        try {
            process.onExit().get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<String> recover() throws IOException, SQLException {
        if (process.isAlive()) {
            return List.of();
        }
        int port = server.getPort();
        server.close();
        try {
            server = start(port);
        } catch (IOException | IllegalStateException e) {
            return List.of("PostgreSQL does not start again: " + e.getMessage());
        }
        process = findProcess();
        execute("SELECT setval('batches_left', -1)");
        return List.of();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Folders.remove(folder);
    }
}
