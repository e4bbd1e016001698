import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Trains the JVM for the packaged server: runs the server's command {@code train} and keeps what the JVM recorded, as
 * {@code lastroom.aot} next to the jar. The build starts this file as it is: {@code java Training.java FOLDER-OF-THE-JAR
 * [JAVA-HOME]}. The second argument names the Java to train if it is another than the one that runs this. The server
 * works without the cache, so nothing that goes wrong here fails the build.
 */
final class Training {

    /** The options with which {@code ./lastroom} starts the server, and silence about what cannot be kept. */
    private static final List<String> OPTIONS =
            List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-Xlog:disable", "-Xlog:all=error:stderr");

    private static final Duration TIME_MAX = Duration.ofMinutes(3);

    private final Path java;
    private final Path release;
    private final Path jar;
    private final Path cache;
    private final Path log;

    private Training(Path folder, Path javaHome) {
        this.java = javaHome.resolve("bin", "java");
        this.release = javaHome.resolve("release");
        this.jar = folder.resolve("lastroom.jar");
        this.cache = folder.resolve("lastroom.aot");
        this.log = folder.resolve("training.log");
    }

    public static void main(String[] args) throws InterruptedException {
        try {
            Path javaHome = Path.of(args.length > 1 ? args[1] : System.getProperty("java.home"));
            new Training(Path.of(args[0]).toRealPath(), javaHome.toAbsolutePath()).run();
        } catch (IOException | RuntimeException e) {
            say("failed, so the server starts without its cache: " + e.getMessage());
        }
        // PostgreSQL's threads would keep the process alive.
        System.exit(0);
    }

    /** The launcher shows these lines. */
    private static void say(String text) {
        System.out.println("training: " + text);
    }

    private void run() throws IOException, InterruptedException {
        Path kept = cache.resolveSibling("lastroom.aot.release");
        if (fits(cache) && Files.exists(kept) && Files.mismatch(kept, release) < 0) {
            say("the cache fits this jar and this JDK already");
            return;
        }
        long start = System.nanoTime();
        say("serving a load for some seconds, so that the server starts warm …");
        Path made = cache.resolveSibling("lastroom.aot.new");
        try (EmbeddedPostgres postgres = postgres()) {
            List<String> command =
                    new ArrayList<>(List.of("-XX:AOTCacheOutput=" + made, "-jar", jar.toString(), "train"));
            if (postgres != null) {
                command.addAll(List.of("--db", postgres.getJdbcUrl("postgres", "postgres")));
            }
            if (!java(log, command) || !fits(made)) {
                throw new IOException("see " + log);
            }
        }
        Files.move(made, cache, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(release, kept, StandardCopyOption.REPLACE_EXISTING);
        try (Stream<String> lines = Files.lines(log)) {
            lines.filter(line -> line.contains(" requests on ")).forEach(Training::say);
        }
        say(String.format(
                "made a cache of %,d MiB in %.0f s", Files.size(cache) >> 20, (System.nanoTime() - start) / 1e9));
    }

    /** A database for the training; null if this machine cannot start one, and then the training is on SQLite alone. */
    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException | RuntimeException e) {
            say("no PostgreSQL can be started here, so only SQLite is trained: " + e.getMessage());
            return null;
        }
    }

    private boolean fits(Path file) throws IOException, InterruptedException {
        return Files.exists(file)
                && java(
                        log.resolveSibling("training-fit.log"),
                        List.of("-XX:AOTMode=on", "-XX:AOTCache=" + file, "-jar", jar.toString(), "--version"));
    }

    /** Runs Java without the settings of whoever builds, and returns whether all went well. */
    private boolean java(Path output, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(OPTIONS);
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("LASTROOM_")
                        || name.endsWith("JAVA_OPTIONS")
                        || name.equals("JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        Thread stop = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(stop);
        boolean ended = process.waitFor(TIME_MAX.toSeconds(), TimeUnit.SECONDS);
        end(process);
        Runtime.getRuntime().removeShutdownHook(stop);
        return ended && process.exitValue() == 0;
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
