package dev.lastroom.bench.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A real PostgreSQL that the bench starts for itself, with durable commits. Closing removes it. */
public final class EmbeddedServer implements AutoCloseable {

    private static final long MIB = 1024 * 1024;

    private final EmbeddedPostgres server;

    private EmbeddedServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param folder where it makes its own data folder
     */
    public static EmbeddedServer start(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new EmbeddedServer(EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setDataDirectory(Files.createTempDirectory(folder.toAbsolutePath(), "bench-"))
                .setCleanDataDirectory(true)
                // The library turns durability off, since it is meant for tests.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", sharedBuffersMib() + "MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("max_connections", "200")
                .start());
    }

    /** A quarter of the memory, as PostgreSQL's manual recommends, from 128 MiB to 2 GiB. */
    private static long sharedBuffersMib() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.clamp(system.getTotalMemorySize() / MIB / 4, 128L, 2_048L);
    }

    /** The JDBC URL of its database. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("PostgreSQL cannot be stopped", e);
        }
    }
}
