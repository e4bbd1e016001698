package dev.lastroom.simulation.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link CrashServer} in a process of its own. Thread-safe but for {@link #light}. */
final class ServerProcess implements AutoCloseable {

    private static final int STATUS_OF_SIGKILL = 128 + 9;
    private static final long END_SECONDS_MAX = 60;
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private final Process process;
    private final BufferedReader output;
    private final URI url;

    private ServerProcess(Process process, BufferedReader output, URI url) {
        this.process = process;
        this.output = output;
        this.url = url;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param folder where it keeps its temporary files and its log
     * @throws IOException if it ends before
     */
    static ServerProcess start(Path folder, List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                // It lives for seconds: optimizing its code would take longer than running it.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + folder,
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                CrashServer.class.getName()));
        command.addAll(args);
        Path log = folder.resolve("server.log");
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        BufferedReader output = process.inputReader(UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = URL.matcher(line);
            if (matcher.find()) {
                return new ServerProcess(process, output, URI.create(matcher.group()));
            }
        }
        process.destroyForcibly();
        throw new IOException("The server ended before it listened: " + Files.readString(log));
    }

    URI url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    /** Has it halted at the n-th pass of {@code point} from now on. */
    void light(CrashPoint point, int passes) throws IOException {
        process.outputWriter(UTF_8).append(point.name() + " " + passes + "\n").flush();
        if (output.readLine() == null) {
            throw new IOException("The server is gone");
        }
    }

    /** As {@code kill -9}; does not wait for its end. */
    void kill() {
        process.destroyForcibly();
    }

    /** Whether it has been killed or halted; waits for it to be gone where it is about to. */
    boolean isCrashed() throws InterruptedException {
        return process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)
                && (process.exitValue() == STATUS_OF_SIGKILL || process.exitValue() == CrashPoint.STATUS);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
