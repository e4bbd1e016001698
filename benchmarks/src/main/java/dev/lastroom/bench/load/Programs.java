package dev.lastroom.bench.load;

import dev.lastroom.bench.contender.ContenderFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** Installed programs that measure from outside. */
public final class Programs {

    private Programs() {}

    /** Whether a program of this name is installed. */
    public static boolean isInstalled(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /**
     * Runs a program to its end.
     *
     * @return what it printed
     * @throws ContenderFailedException if its exit status is not 0
     */
    public static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ContenderFailedException(builder.command().getFirst() + ": " + output.strip(), null);
            }
            return output;
        } finally {
            process.destroy();
        }
    }

    /** Rounds up: such programs accept only whole seconds. */
    public static long wholeSeconds(Duration time) {
        return Math.max(1, time.plusMillis(999).toSeconds());
    }
}
