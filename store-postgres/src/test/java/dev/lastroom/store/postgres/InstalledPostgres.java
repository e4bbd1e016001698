package dev.lastroom.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A server and the tools of the newest PostgreSQL installed on this machine. The PostgreSQL from Maven has no pg_dump,
 * and pg_dump cannot read a server newer than itself.
 */
final class InstalledPostgres implements AutoCloseable {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path bin;
    private final Path data;
    private final int port = freePort();

    private InstalledPostgres(Path bin, Path folder) throws IOException {
        this.bin = bin;
        this.data = folder.resolve("data");
        server("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--pgdata=" + data);
        server(
                "pg_ctl",
                "start",
                "--wait",
                "--pgdata=" + data,
                "--log=" + folder.resolve("log"),
                "--options=-p " + port + " -c listen_addresses=localhost -c unix_socket_directories=''");
    }

    /** Starts a server in a folder, or skips the test. */
    static InstalledPostgres start(Path folder) throws IOException {
        Path bin = find().orElseThrow(() ->
                new TestAbortedException("Skipped: there is no PostgreSQL, with its server and pg_dump, in " + VERSIONS
                        + " (Debian and Ubuntu: apt-get install postgresql)"));
        return new InstalledPostgres(bin, folder);
    }

    private static Optional<Path> find() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(VERSIONS)) {
            return homes.sorted(Comparator.reverseOrder())
                    .map(home -> home.resolve("bin"))
                    .filter(bin -> Stream.of(
                                    "initdb", "pg_ctl", "postgres", "createuser", "createdb", "pg_dump", "pg_restore")
                            .allMatch(program -> Files.isExecutable(bin.resolve(program))))
                    .findFirst();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=lastroom";
    }

    /** Runs a PostgreSQL client program on the server and returns its output. */
    String run(String program, String... args) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(bin.resolve(program).toString(), "--host=localhost", "--port=" + port, "--username=postgres"));
        command.addAll(List.of(args));
        return output(new ProcessBuilder(command));
    }

    /** PostgreSQL refuses to run as root, so it sees another user. */
    private void server(String program, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(args));
        output(new ProcessBuilder(command));
    }

    private static String output(ProcessBuilder builder) throws IOException {
        // To a file, since a server that keeps running would keep a pipe open.
        Path file = Files.createTempFile("lastroom-", ".out");
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(file.toFile())
                    .start();
            int status = process.onExit().join().exitValue();
            String output = Files.readString(file, UTF_8);
            if (status != 0) {
                throw new AssertionError(builder.command() + ": " + output);
            }
            return output;
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() throws IOException {
        server("pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata=" + data);
    }
}
