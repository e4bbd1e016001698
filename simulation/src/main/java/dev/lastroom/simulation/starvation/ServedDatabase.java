package dev.lastroom.simulation.starvation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastroom.server.Main;
import dev.lastroom.server.config.Setting;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code lastroom serve}, in a process of its own, with little memory. Thread-safe. */
final class ServedDatabase implements AutoCloseable {

    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private static final String LOG = "server.log";

    private final Process process;
    private final Path folder;
    private final int port;

    private ServedDatabase(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param settings by their environment variables
     * @throws IOException if it ends before
     */
    static ServedDatabase start(Map<String, String> settings) throws IOException {
        Path folder = Files.createTempDirectory("lastroom-starvation-");
        Path log = folder.resolve(LOG);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                // It lives for seconds: optimizing its code would take longer than running it.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve",
                "--port",
                "0"));
        // So that no key or setting of whoever runs the trial counts.
        builder.directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith(Setting.VARIABLE_PREFIX));
        builder.environment().putAll(settings);
        Process process = builder.redirectError(log.toFile()).start();
        // Whoever ends the trial ends its server.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader output = process.inputReader(UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = URL.matcher(line);
            if (matcher.find()) {
                return new ServedDatabase(
                        process, folder, URI.create(matcher.group()).getPort());
            }
        }
        process.destroyForcibly();
        throw new IOException("The server ended before it was ready: " + Files.readString(log));
    }

    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.delete(folder.resolve(LOG));
        Files.delete(folder);
    }
}
