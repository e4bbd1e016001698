package dev.lastroom.proof.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastroom.server.config.Setting;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A server in its own process, with little memory. Thread-safe except for {@link #light}. */
public final class ServerProcess implements AutoCloseable {

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

    /** Starts a {@link CrashServer}. */
    static ServerProcess start(Path folder, List<String> args) throws IOException {
        return start(folder, CrashServer.class, Map.of(), args);
    }

    /**
     * Starts a program from this class path, and waits until it prints its address.
     *
     * @param folder its working folder, which also holds its temporary files and its log
     * @param settings Lastroom's settings, by environment variable; it gets no others
     * @throws IOException if it ends before that
     */
    public static ServerProcess start(Path folder, Class<?> program, Map<String, String> settings, List<String> args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                // It lives for seconds, so optimizing its code would take longer than running it.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + folder,
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(args);
        Path log = folder.resolve("server.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith(Setting.VARIABLE_PREFIX));
        builder.environment().putAll(settings);
        Process process = builder.start();
        // The servers of a trial end with the trial's process.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader output = process.inputReader(UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = URL.matcher(line);
            if (matcher.find()) {
                return new ServerProcess(process, output, URI.create(matcher.group()));
            }
        }
        process.destroyForcibly();
        throw new IOException("The server stopped before it listened: " + Files.readString(log));
    }

    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    public URI url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    /** Makes it halt at the n-th pass of {@code point} from now on. */
    void light(CrashPoint point, int passes) throws IOException {
        process.outputWriter(UTF_8).append(point.name() + " " + passes + "\n").flush();
        if (output.readLine() == null) {
            throw new IOException("The server has stopped");
        }
    }

    /** Kills it like {@code kill -9}, without waiting for its end. */
    void kill() {
        process.destroyForcibly();
    }

    /** Whether it was killed or halted; waits if it is about to end. */
    boolean isCrashed() throws InterruptedException {
        return process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)
                && (process.exitValue() == STATUS_OF_SIGKILL || process.exitValue() == CrashPoint.STATUS);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
