package dev.lastroom.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastroom.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, as people run it. */
final class LastroomProcess implements AutoCloseable {

    private static final long END_SECONDS_MAX = 120;

    private final Process process;
    private final BufferedReader out;
    private final Path err;

    private LastroomProcess(Process process, Path err) {
        this.process = process;
        this.out = process.inputReader(UTF_8);
        this.err = err;
    }

    static LastroomProcess start(Path folder, String... args) throws IOException {
        Path err = Files.createTempFile(folder, "stderr", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // These processes live for seconds: optimizing their code would take longer than running it.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LASTROOM_"));
        return new LastroomProcess(builder.redirectError(err.toFile()).start(), err);
    }

    /** Waits for a line of the output that contains {@code text}. */
    String lineWith(String text) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("no line with " + text + "; errors: " + errors());
    }

    /** All the rest of the output. */
    String rest() {
        return String.join("\n", out.lines().toList());
    }

    String errors() throws IOException {
        return Files.readString(err);
    }

    /** Asks it to end, as a shell or a container does. */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end and returns the exit status. */
    int end() throws IOException, InterruptedException {
        if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new AssertionError("does not end; errors: " + errors());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
