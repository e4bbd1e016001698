package dev.lastroom.proof.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL whose processes can be ended in any way, and which starts again on what they have left on the disk. For one
 * thread, but {@link #stopNow} for any.
 */
public final class RestartablePostgres implements AutoCloseable {

    /** What a server has by itself; the library that starts it turns durability off, since it is meant for tests. */
    public static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on");

    private final Path data;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;
    private volatile ProcessHandle postmaster;

    /**
     * Starts it.
     *
     * @param data a stopped server's folder, or one that is made or empty
     * @param settings of the server, by name
     */
    public RestartablePostgres(Path data, Map<String, String> settings) throws IOException {
        this.data = data;
        this.settings = Map.copyOf(settings);
        this.server = builder().start();
        this.postmaster = findPostmaster();
    }

    private EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
        settings.forEach(builder::setServerConfig);
        return builder;
    }

    private ProcessHandle findPostmaster() throws IOException {
        long pid = Long.parseLong(pidFile().getFirst().strip());
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException("PostgreSQL has no process " + pid));
    }

    /** The lines in which it says of itself what others must know. */
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

    /** The JDBC URL of the database that is always there. */
    public String url() {
        return url("postgres");
    }

    /** A connection past every server of Lastroom. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Runs a statement past every server of Lastroom. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Stops it as {@code pg_ctl stop -m immediate} does, and does not wait for it. */
    public void stopNow() throws IOException {
        new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster.pid())).start();
    }

    /** Starts it again once its processes have ended. */
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
