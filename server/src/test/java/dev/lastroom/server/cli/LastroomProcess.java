package dev.lastroom.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line in a process of its own, as people run it. */
public final class LastroomProcess implements AutoCloseable {

    private static final long END_SECONDS_MAX = 120;

    private final Process process;
    private final BufferedReader out;
    private final Path err;

    private LastroomProcess(Process process, Path err) {
        this.process = process;
        this.out = process.inputReader(UTF_8);
        this.err = err;
    }

    /** Starts the command line. */
    public static LastroomProcess start(Path folder, String... args) throws IOException {
        return java(folder, Main.class.getName(), args);
    }

    /** Starts a program in a shell whose umask removes no rights. */
    static LastroomProcess withoutUmask(Path folder, String program, String... args) throws IOException {
        return java(List.of("sh", "-c", "umask 0; exec \"$@\"", "sh"), folder, program, args);
    }

    /** Starts the command line under a limit of the shell, such as {@code -n 100}. */
    public static LastroomProcess limited(Path folder, String ulimit, String... args) throws IOException {
        return java(
                List.of("bash", "-c", "ulimit " + ulimit + "; exec \"$@\"", "bash"),
                folder,
                Main.class.getName(),
                args);
    }

    /** Starts any program on the class path of the tests: a class, or a source file. */
    public static LastroomProcess java(Path folder, String program, String... args) throws IOException {
        return java(List.of(), folder, program, args);
    }

    private static LastroomProcess java(List<String> shell, Path folder, String program, String... args)
            throws IOException {
        Path err = Files.createTempFile(folder, "stderr", ".txt");
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // These processes live for seconds: optimizing their code would take longer than running it.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                // A killed process leaves its temporary files behind.
                "-Djava.io.tmpdir=" + folder,
                // The program's own log settings, not those of the tests, which are on the class path too.
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                program));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LASTROOM_"));
        return new LastroomProcess(builder.redirectError(err.toFile()).start(), err);
    }

    /** Returns the process id. */
    public long pid() {
        return process.pid();
    }

    /** Waits for a line of the output that contains {@code text}. */
    public String lineWith(String text) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("no line with " + text + "; errors: " + errors());
    }

    /** Waits until the service is ready, and returns its address. */
    public String url() throws IOException {
        String line = lineWith("ready at");
        Matcher url = Pattern.compile("http://\\S+").matcher(line);
        assertThat(url.find()).as(line).isTrue();
        return url.group();
    }

    /** Returns the rest of the output. */
    public String rest() {
        return String.join("\n", out.lines().toList());
    }

    public String errors() throws IOException {
        return Files.readString(err);
    }

    /** Asks the process to end, as a shell or a container does. */
    public void terminate() {
        // Process.destroy would close its output, which a test may still read.
        process.toHandle().destroy();
    }

    /** Waits for the process to end, and returns its exit status. */
    public int end() throws IOException, InterruptedException {
        if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end; errors: " + errors());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
