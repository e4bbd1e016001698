package dev.lastroom.proof.crash;

import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.crash.Crash.Halt;
import dev.lastroom.proof.crash.Crash.Kill;
import dev.lastroom.proof.crash.Crash.StopDatabase;
import dev.lastroom.proof.crash.Crash.StopDatabaseAfterWrite;
import dev.lastroom.proof.store.RestartablePostgres;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL that can be stopped at once, and restarted on what it left on the disk. */
final class DurablePostgres implements CrashBed {

    private static final long STOP_SECONDS_MAX = 60;

    /**
     * A deferred trigger runs within COMMIT, when everything is written and nothing is committed. It counts down, and
     * at 0 sends the server the signal for an immediate shutdown. The sleep never ends.
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

    /** Settings that no session asks for: the store itself makes its commits durable. */
    private static final List<String> NOT_DURABLE = List.of("""
            CREATE FUNCTION not_durable() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              PERFORM set_config('synchronous_commit', 'off', true);
              RETURN NULL;
            END $$
            """, """
            CREATE TRIGGER not_durable AFTER INSERT ON event_batch
            FOR EACH STATEMENT EXECUTE FUNCTION not_durable()
            """);

    /** If commits are not durable, neither a megabyte of log nor an early page write may bring one to the disk. */
    private static final Map<String, String> HASTY = Map.of(
            "fsync", "on",
            "full_page_writes", "on",
            "synchronous_commit", "off",
            "wal_writer_delay", "10s",
            "wal_writer_flush_after", "1GB",
            "bgwriter_lru_maxpages", "0");

    private final Path folder = Folders.make();
    private final RestartablePostgres server;

    /** @param durable whether a commit is on disk before it is acknowledged; if not, an immediate stop loses some */
    DurablePostgres(boolean durable) throws IOException, SQLException {
        this.server = new RestartablePostgres(folder.resolve("data"), durable ? RestartablePostgres.DURABLE : HASTY);
        open().close();
        for (String sql : STOP_AFTER_WRITE) {
            execute(sql);
        }
        if (!durable) {
            for (String sql : NOT_DURABLE) {
                execute(sql);
            }
        }
        // The schema is durable even if commits are not.
        execute("CHECKPOINT");
    }

    /** Runs a statement directly in the database, not through Lastroom. */
    void execute(String sql) throws SQLException {
        server.execute(sql);
    }

    @Override
    public String url() {
        return server.url();
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

    /** Stops it as {@code pg_ctl stop -m immediate} does, without waiting. */
    void stopNow() {
        try {
            server.stopNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes it stop itself the same way in the middle of the n-th commit from now on. */
    void stopAfterWrite(int commits) throws SQLException {
        execute("SELECT setval('batches_left', " + commits + ")");
    }

    /** Whether it is down; waits if it is about to be. */
    boolean isStopped() throws InterruptedException {
        try {
            server.postmaster().onExit().get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<String> recover() throws IOException, SQLException {
        if (server.postmaster().isAlive()) {
            return List.of();
        }
        try {
            server.startAgain();
        } catch (IOException | IllegalStateException e) {
            return List.of("PostgreSQL does not restart: " + e.getMessage());
        }
        execute("SELECT setval('batches_left', -1)");
        return List.of();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Folders.remove(folder);
    }
}
