package dev.lastroom.proof.failover;

import dev.lastroom.proof.store.RestartablePostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One PostgreSQL of a pair. Its processes can be killed, or suspended like those of a machine that hangs. For one
 * thread.
 */
final class PairServer implements AutoCloseable {

    /** Sends signals. Windows has neither this shell nor a signal that suspends a process. */
    static final Path SHELL = Path.of("/bin/sh");

    private static final long END_SECONDS_MAX = 60;
    private static final long LOOK_MILLIS = 10;

    /** The line of postmaster.pid with the key and id of a shared memory segment, which outlives killed processes. */
    private static final int SHARED_MEMORY_LINE = 6;

    private final RestartablePostgres server;

    /**
     * Starts it.
     *
     * @param data the folder of a stopped server, or one that is made
     */
    PairServer(Path data) throws IOException {
        this.server = new RestartablePostgres(data, RestartablePostgres.DURABLE);
        // Interrupting a trial must not leave suspended processes that nothing wakes.
        Runtime.getRuntime().addShutdownHook(new Thread(this::wake));
    }

    private void wake() {
        try {
            goOn();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(
                    "PostgreSQL cannot be resumed: " + postmaster().pid(), e);
        }
    }

    private ProcessHandle postmaster() {
        return server.postmaster();
    }

    int port() {
        return server.port();
    }

    String host() {
        return "localhost:" + port();
    }

    String url() {
        return server.url();
    }

    Connection connect() throws SQLException {
        return server.connect();
    }

    /** Runs a statement directly in this server, not through Lastroom. */
    void execute(String sql) throws SQLException {
        server.execute(sql);
    }

    /** Waits until a query returns true. */
    void await(String query) throws SQLException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS_MAX);
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            while (true) {
                try (ResultSet row = statement.executeQuery(query)) {
                    if (row.next() && row.getBoolean(1)) {
                        return;
                    }
                }
                if (System.nanoTime() - end > 0) {
                    throw new TimeoutException("PostgreSQL did not return true in time for " + query);
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    /** Suspends all its processes: it answers nobody, and closes no connection. */
    void hang() throws IOException, InterruptedException {
        // The postmaster first, because it starts the others.
        signal("STOP", Stream.of(postmaster()));
        signal("STOP", postmaster().children());
    }

    /** Resumes all its processes. */
    void goOn() throws IOException, InterruptedException {
        signal("CONT", Stream.concat(postmaster().children(), Stream.of(postmaster())));
    }

    /** Kills all its processes, as {@code kill -9} does, and waits until they are gone. */
    void kill() throws Exception {
        hang();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster()), postmaster().children()).toList();
        signal("KILL", all.stream());
        for (ProcessHandle process : all) {
            end(process);
        }
    }

    private static void end(ProcessHandle process) throws ExecutionException, InterruptedException, TimeoutException {
        process.onExit().get(END_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private static void signal(String name, Stream<ProcessHandle> processes) throws IOException, InterruptedException {
        String pids = processes.map(process -> Long.toString(process.pid())).collect(Collectors.joining(" "));
        // One of them may have ended in the meantime.
        run("kill -" + name + " " + pids);
    }

    private static void run(String command) throws IOException, InterruptedException {
        new ProcessBuilder(SHELL.toString(), "-c", command + " 2> /dev/null")
                .start()
                .waitFor();
    }

    /** Restarts it on its port after it was killed. */
    void startAgain() throws IOException {
        server.startAgain();
    }

    /** Stops a standby from receiving; data sent but not yet read is lost with its connection. */
    void cutOff() throws SQLException, InterruptedException, TimeoutException {
        execute("ALTER SYSTEM SET primary_conninfo = ''");
        execute("SELECT pg_reload_conf()");
        await("SELECT count(*) = 0 FROM pg_stat_wal_receiver");
    }

    /** Makes a standby the primary, whatever the old one does, and waits until it is. */
    void promote() throws SQLException, InterruptedException, TimeoutException {
        await("SELECT pg_promote()");
    }

    @Override
    public void close() throws IOException {
        try {
            if (postmaster().isAlive()) {
                goOn();
            } else {
                run("ipcrm -m "
                        + server.pidFile().get(SHARED_MEMORY_LINE).strip().split(" +", 2)[1]);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.close();
        }
    }
}
