package dev.lastroom.bench.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server in its own process. It logs every request, as in production, to a file
 * that is removed with it.
 */
public final class ServerProcess implements AutoCloseable {

    /** The heap that a server is designed for, as an option of the JVM. */
    public static final String HEAP = "-Xmx512m";

    private static final long STOP_SECONDS = 40;
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private final Process process;
    private final URI url;
    private final Path log;

    private ServerProcess(Process process, URI url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /**
     * Starts a main class from this class path, and waits until it prints its address.
     *
     * @param heap as an option of the JVM
     * @throws IOException if it ends before that
     */
    public static ServerProcess start(String heap, String mainClass, Map<String, String> environment, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(List.of(args));
        Path log = Files.createTempFile("lastroom-server-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = URL.matcher(line);
            if (matcher.find()) {
                return new ServerProcess(process, URI.create(matcher.group()), log);
            }
        }
        process.destroyForcibly();
        String said = Files.readString(log);
        Files.delete(log);
        throw new IOException("the server " + mainClass + " stopped before it listened: " + said);
    }

    /** Where it listens. */
    public URI url() {
        return url;
    }

    /** CPU time that it has used so far; zero if the system does not say. */
    public Duration cpu() {
        return handle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Stops it as an operator would. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Files.delete(log);
        } catch (IOException e) {
            throw new UncheckedIOException("The log of the server cannot be removed", e);
        }
    }
}
