package dev.lastroom.store.testkit.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The PgBouncer installed on this machine, with few connections to each database of a local PostgreSQL. */
public final class PgBouncer implements AutoCloseable {

    /** The path on Debian and Ubuntu. */
    private static final String PROGRAM = "/usr/sbin/pgbouncer";

    /** For JUnit: the condition of a test that needs PgBouncer. */
    public static final String IS_INSTALLED = "dev.lastroom.store.testkit.database.PgBouncer#isInstalled";

    /** Tells what to do if it is missing. */
    public static final String MISSING = PROGRAM + " is missing (Debian and Ubuntu: apt-get install pgbouncer)";

    private static final long LOOK_NANOS = 10_000_000;
    private static final long START_SECONDS_MAX = 30;

    private final Path folder;
    private final Process process;
    private final int port;

    private PgBouncer(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /** Whether it is installed. */
    public static boolean isInstalled() {
        return Files.isExecutable(Path.of(PROGRAM));
    }

    /**
     * Starts PgBouncer.
     *
     * @param serverPort the port of PostgreSQL, whose user {@code postgres} needs no password
     * @param mode {@code session}, {@code transaction} or {@code statement}
     * @param connections how many connections it makes to each database
     */
    public static PgBouncer start(int serverPort, String mode, int connections) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path folder = Files.createTempDirectory("lastroom-pgbouncer-");
        Path settings = folder.resolve("pgbouncer.ini");
        Files.writeString(settings, """
                [databases]
                * = host=127.0.0.1 port=%d user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                default_pool_size = %d
                max_client_conn = 500
                """.formatted(serverPort, port, mode, connections), UTF_8);
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root, so it sees another user.
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(List.of(PROGRAM, settings.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        PgBouncer started = new PgBouncer(folder, process, port);
        started.awaitListener();
        return started;
    }

    private void awaitListener() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - end > 0) {
                    String log = Files.readString(folder.resolve("log"), UTF_8);
                    close();
                    throw new IOException("PgBouncer does not start: " + log, e);
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    /** Returns the URL of the same database through PgBouncer. */
    public String through(String url) {
        return url.replaceFirst("//[^/]*/", "//127.0.0.1:" + port + "/");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        try {
            Files.delete(folder.resolve("pgbouncer.ini"));
            Files.delete(folder.resolve("log"));
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
