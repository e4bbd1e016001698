package dev.lastroom.proof.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL whose processes can be ended in any way, and which restarts on what they left on the disk. For one
 * thread, except {@link #stopNow}, which any thread may call.
 */
public final class RestartablePostgres implements AutoCloseable {

    /** PostgreSQL's defaults; the library that starts it turns durability off, since it is meant for tests. */
    public static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on");

    private final Path data;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;
    private volatile ProcessHandle postmaster;

    /**
     * Starts it.
     *
     * @param data the folder of a stopped server, or one that is made or empty
     * @param settings of the server, by name
     */
    public RestartablePostgres(Path data, Map<String, String> settings) throws IOException {
        this.data = data;
        this.settings = Map.copyOf(settings);
        this.server = builder().start();
        this.postmaster = findPostmaster();
    }

    private EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setDataDirectory(data)
                .setCleanDataDirectory(false);
        settings.forEach(builder::setServerConfig);
        return builder;
    }

    private ProcessHandle findPostmaster() throws IOException {
        long pid = Long.parseLong(pidFile().getFirst().strip());
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException("PostgreSQL has no process " + pid));
    }

    /** The lines of the file in which the server describes itself to others. */
    public List<String> pidFile() throws IOException {
        return Files.readAllLines(data.resolve("postmaster.pid"));
    }

    /** The process that started all others. */
    public ProcessHandle postmaster() {
        return postmaster;
    }

    /** The port, which stays the same. */
    public int port() {
        return server.getPort();
    }

    /** The JDBC URL of a database. */
    public String url(String database) {
        return server.getJdbcUrl("postgres", database);
    }

    /** The JDBC URL of the database that always exists. */
    public String url() {
        return url("postgres");
    }

    /** Connects directly, not through Lastroom. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Runs a statement directly, not through Lastroom. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Stops it as {@code pg_ctl stop -m immediate} does, without waiting. */
    public void stopNow() throws IOException {
        new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster.pid())).start();
    }

    /** Restarts it once its processes have ended. */
    public void startAgain() throws IOException {
        int port = port();
        server.close();
        server = builder().setPort(port).start();
        postmaster = findPostmaster();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
