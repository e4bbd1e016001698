package dev.lastroom.bench.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server in a process of its own, with the heap that it is meant to do with. It logs every request, as it does in
 * production, into a file that is gone with it.
 */
public final class ServerProcess implements AutoCloseable {

    private static final String HEAP = "-Xmx512m";
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
     * Starts a main class of this class path, and waits until it says where it listens.
     *
     * @throws IOException if it ends before
     */
    public static ServerProcess start(String mainClass, Map<String, String> environment, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
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
        throw new IOException("the server " + mainClass + " ended before it listened: " + said);
    }

    URI url() {
        return url;
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
