package dev.lastroom.proof.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher starts the packaged jar with the trained cache if that fits, without it if not, and in every case it
 * starts. A copy of the launcher, the jar and a cache, which each test may damage.
 */
class LauncherTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path TARGET = ROOT.resolve("server/target");
    private static final Path RELEASE = Path.of(System.getProperty("java.home"), "release");
    private static final String REMARK = "Without a trained cache";

    @TempDir
    static Path made;

    @TempDir
    Path folder;

    private record Ended(int status, String out, String err, boolean usedCache) {}

    private Path jar() {
        return folder.resolve("server/target/lastroom.jar");
    }

    private Path cache() {
        return folder.resolve("server/target/lastroom.aot");
    }

    private Path releaseOfCache() {
        return folder.resolve("server/target/lastroom.aot.release");
    }

    /** A cache of little: only the classes for {@code --version}. The JVM accepts or refuses it like a full one. */
    @BeforeAll
    static void make() throws IOException, InterruptedException {
        assumeTrue(Files.exists(TARGET.resolve("lastroom.jar")), "mvn package of the server writes the jar");
        Path target = Files.createDirectories(made.resolve("server/target"));
        Files.copy(ROOT.resolve("lastroom"), made.resolve("lastroom"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(TARGET.resolve("lastroom.jar"), target.resolve("lastroom.jar"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(target.resolve("lib"), TARGET.resolve("lib"));
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:AOTCacheOutput=" + target.resolve("lastroom.aot"),
                        "-jar",
                        target.resolve("lastroom.jar").toString(),
                        "--version")
                .redirectErrorStream(true)
                .redirectOutput(made.resolve("making.log").toFile())
                .start();
        assertThat(java.waitFor())
                .as(Files.readString(made.resolve("making.log")))
                .isZero();
        Files.copy(RELEASE, target.resolve("lastroom.aot.release"));
    }

    @BeforeEach
    void copy() throws IOException {
        Files.createDirectories(jar().getParent());
        Files.createSymbolicLink(jar().resolveSibling("lib"), TARGET.resolve("lib"));
        for (String file : List.of(
                "lastroom",
                "server/target/lastroom.jar",
                "server/target/lastroom.aot",
                "server/target/lastroom.aot.release")) {
            Files.copy(made.resolve(file), folder.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private Ended run(String... args) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(folder.resolve("lastroom").toString()));
        command.addAll(List.of(args));
        return run(command);
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Path loaded = folder.resolve("loaded.txt");
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LASTROOM_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TERM", "xterm");
        builder.environment().put("JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        boolean usedCache = Files.exists(loaded)
                && Files.readString(loaded)
                        .lines()
                        .anyMatch(line -> line.contains("dev.lastroom.server.Main source: shared objects file"));
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err), usedCache);
    }

    @Test
    void aCacheThatFitsIsUsed() throws Exception {
        Ended ended = run("serve", "--settings");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.usedCache()).isTrue();
        assertThat(ended.out()).contains("http.port");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void withoutACacheTheServerStartsAndSaysWhatItLacks() throws Exception {
        Files.delete(cache());

        Ended ended = run("serve", "--settings");

        assertThat(ended.status()).isZero();
        assertThat(ended.usedCache()).isFalse();
        assertThat(ended.err()).contains(REMARK);
        assertThat(run("--version").err())
                .as("only a server has a first half minute")
                .isEmpty();
    }

    @Test
    void aCacheOfAnotherJarIsNotUsed() throws Exception {
        Files.setLastModifiedTime(jar(), FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));

        Ended ended = run("serve", "--settings");

        assertThat(ended.status()).isZero();
        assertThat(ended.usedCache()).isFalse();
        assertThat(ended.err()).contains(REMARK);
    }

    @Test
    void aCacheOfAnotherJdkIsNotUsed() throws Exception {
        Files.writeString(releaseOfCache(), "JAVA_VERSION=\"25.0.1\"\n");

        Ended ended = run("serve", "--settings");

        assertThat(ended.status()).isZero();
        assertThat(ended.usedCache()).isFalse();
        assertThat(ended.err()).contains(REMARK);
    }

    /** The launcher compares times. A jar that was changed into an older one is for the JVM to find out. */
    @Test
    void theJvmRefusesACacheOfAnOlderJarQuietly() throws Exception {
        Files.setLastModifiedTime(jar(), FileTime.from(Instant.now().minus(Duration.ofDays(1))));

        Ended ended = run("--version");

        assertThat(ended.status()).isZero();
        assertThat(ended.usedCache()).isFalse();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void halfACacheIsRefusedQuietly() throws Exception {
        try (FileChannel file = FileChannel.open(cache(), StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }

        Ended ended = run("--version");

        assertThat(ended.status()).isZero();
        assertThat(ended.usedCache()).isFalse();
        assertThat(ended.err()).isEmpty();
    }

    /** Sources newer than the jar: a Maven project of two modules, the second of which shows whether it is trained. */
    private void changeSources() throws IOException {
        assumeTrue(runs("mvn"), "Maven is not on the PATH");
        String project = """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  %s
                  <packaging>pom</packaging>
                </project>
                """;
        Files.writeString(folder.resolve("pom.xml"), project.formatted("""
                <groupId>test</groupId><artifactId>root</artifactId><version>1</version><name>Root</name>
                <modules><module>server</module></modules>"""));
        Files.writeString(folder.resolve("server/pom.xml"), project.formatted("""
                <parent><groupId>test</groupId><artifactId>root</artifactId><version>1</version></parent>
                <artifactId>server</artifactId><name>Server, training skipped: ${lastroom.skipTraining}</name>"""));
    }

    private static boolean runs(String program) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    @Test
    void aBuildSaysWhichModuleItBuildsAndTrainsOnlyAServer() throws Exception {
        changeSources();

        Ended ended = run("--version");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).startsWith("lastroom ");
        assertThat(ended.err().lines())
                .startsWith("Building Lastroom …", "[1/2] Root", "[2/2] Server, training skipped: true")
                .last(STRING)
                .matches("The build ended after \\d+ s\\.");
        assertThat(run("--version").err()).as("nothing is newer now").isEmpty();

        changeSources();

        assertThat(run("serve", "--settings").err()).contains("[2/2] Server, training skipped: false");
    }

    @Test
    void onATerminalABuildTakesOneLine() throws Exception {
        changeSources();
        assumeTrue(runs("script"), "script, which makes a terminal, is not on the PATH");

        Ended ended = run(List.of("script", "-qec", folder.resolve("lastroom") + " --version", "/dev/null"));

        assertThat(ended.status()).as(ended.out()).isZero();
        assertThat(ended.out())
                .contains("\r\u001b[K[1/2] Root, ", "\r\u001b[K[2/2] Server, training skipped: true, ")
                .doesNotContain("Root\r\n")
                .containsPattern("\r\u001b\\[KThe build ended after \\d+ s\\.");
    }

    @Test
    void aBuildThatFailsIsShown() throws Exception {
        changeSources();
        Files.writeString(folder.resolve("server/pom.xml"), "<project>");

        Ended ended = run("--version");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("The build could not read 1 project", "The build failed. The full log is in");
    }
}
