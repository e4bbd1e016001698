package dev.lastroom.proof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.proof.Main;
import dev.lastroom.proof.crash.ServerProcess;
import dev.lastroom.proof.replay.HistoryFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StressCommandTest {

    private static final long END_SECONDS_MAX = 120;

    @TempDir
    private Path folder;

    private final CommandLineRun run = new CommandLineRun();

    @Test
    void aMissingDatabaseOrServerEndsWithStatusOne() throws IOException {
        Path noDatabase =
                Files.writeString(folder.resolve("text.db"), "This is a text of some length, and no database.");
        assertThat(run.status("stress", "--db", "jdbc:sqlite:" + noDatabase)).isEqualTo(1);
        assertThat(run.complaint()).startsWith("lastroom: ").hasLineCount(1);

        // Nothing listens on port 1.
        assertThat(run.status("stress", "--url", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(run.printed()).contains("No answer from http://127.0.0.1:1");
    }

    @Test
    void theSuiteAndAHistoryPassOnPostgres() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start()) {
            String db = postgres.getJdbcUrl("postgres", "postgres");
            int status = run.status("stress", "--db", db, "--json", "--seed", "7");
            assertThat(run.json().path("passed").asBoolean()).as(run.printed()).isTrue();
            assertThat(run.json().path("seed").asInt()).isEqualTo(7);
            assertThat(status).isZero();

            Path file = HistoryFile.ofEveryRule().writeTo(folder.resolve("history.csv.gz"));
            assertThat(run.status("replay", file.toString(), "--db", db)).isZero();
            assertThat(run.statusOfServer("check", "--db", db)).isZero();
            assertThat(run.printed()).startsWith("✓ Consistent");
        }
    }

    @Test
    void theSuitePassesOverHttp() throws IOException {
        try (ServerProcess service = ServerProcess.start(
                folder, dev.lastroom.server.Main.class, Map.of(), List.of("serve", "--port", "0"))) {
            assertThat(run.status("stress", "--url", service.url().toString())).isZero();
            assertThat(run.printed()).contains("checks passed").doesNotContain("✗", "\u001b");
        }
    }

    @Test
    void twoProcessesOnOneSqliteFileAreSafe() throws Exception {
        String db = "jdbc:sqlite:" + folder.resolve("shared.db");
        Process one = start("one", db);
        Process two = start("two", db);
        try {
            long live = live("one", one) + live("two", two);

            assertThat(run.statusOfServer("check", "--db", db)).isZero();
            assertThat(run.printed()).startsWith("✓ Consistent").contains(String.format("%,d live bookings", live));
        } finally {
            one.destroyForcibly();
            two.destroyForcibly();
        }
    }

    private Process start(String name, String db) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        // It lives for seconds, so optimizing its code would take longer than running it.
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "stress",
                        "--json",
                        "--db",
                        db)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
    }

    /** Returns the number of live bookings after a suite that has passed. */
    private long live(String name, Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        String out = Files.readString(folder.resolve(name + ".out"));
        assertThat(process.exitValue())
                .as("%s %s", out, Files.readString(folder.resolve(name + ".err")))
                .isZero();
        JsonNode totals = JsonMapper.shared().readTree(out).path("totals");
        return totals.path("booked").asLong()
                - totals.path("cancelled").asLong()
                - totals.path("expired").asLong();
    }
}
