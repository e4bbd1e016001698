package dev.lastroom.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.bench.load.EngineWorkload;
import dev.lastroom.bench.load.Measured;
import dev.lastroom.bench.run.BenchResult;
import dev.lastroom.bench.run.Plan;
import dev.lastroom.bench.run.Sample;
import dev.lastroom.bench.run.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    private Path folder = Path.of("");

    private static Plan plan(long stored) {
        return new Plan(
                List.of(EngineWorkload.HOT),
                List.of(1, 16),
                1,
                Duration.ofSeconds(1),
                Duration.ofMillis(250),
                Duration.ofSeconds(20),
                7,
                stored);
    }

    private static Series series(String entrant, int clients, int perSecond) {
        Measured round = new Measured(perSecond, 1, new Measured.Latency(1, 2, 3), 0.5, 0.25, 4.0);
        return Series.of(EngineWorkload.HOT, clients, entrant, List.of(round));
    }

    private static BenchResult sideBySide(long stored, int perSecond) {
        return BenchResult.ofSideBySide(
                Map.of("database", "PostgreSQL 18.1"),
                plan(stored),
                List.of(
                        series("baseline", 1, 100),
                        series("lanes", 1, 300),
                        series("baseline", 16, 100),
                        series("lanes", 16, perSecond)));
    }

    @Test
    void numbersBecomeTablesAndPlots() throws IOException {
        Path file = folder.resolve("performance.md");

        Report.write(file, List.of(sideBySide(0, 12_345)));

        assertThat(Files.readString(file))
                .contains("## Side by side on PostgreSQL 18.1")
                .contains("| lanes | 16 | 12,345 | 12,345 to 12,345 | 1.00 | 2.00 | 3.00 | 41 | 20 | 4.0 |")
                .contains("| 16 | 123.45 |")
                .contains("(performance-plots/1-side_by_side-hot.svg)")
                .doesNotContain("## Growth");
        assertThat(Files.readString(folder.resolve("performance-plots/1-side_by_side-hot.svg")))
                .contains("<svg", "<path");
    }

    @Test
    void theTextThatPeopleWroteAroundItIsKept() throws IOException {
        Path file = folder.resolve("performance.md");
        Report.write(file, List.of(sideBySide(0, 500)));
        Files.writeString(file, "Before.\n" + Files.readString(file) + "After.\n");

        Report.write(file, List.of(sideBySide(0, 600)));

        assertThat(Files.readString(file))
                .startsWith("Before.\n")
                .endsWith("After.\n")
                .contains("| lanes | 16 | 600 |")
                .doesNotContain("| lanes | 16 | 500 |");
    }

    @Test
    void resultsWithMoreAndMoreBookingsShowGrowth() throws IOException {
        Path file = folder.resolve("growth.md");

        Report.write(file, List.of(sideBySide(1_000_000, 900), sideBySide(0, 1_000)));

        assertThat(Files.readString(file))
                .contains("## Growth")
                .containsSubsequence(
                        "| hot | 16 | 0 | 1,000 | 2.00 | 1.00 |", "| hot | 16 | 1,000,000 | 900 | 2.00 | 0.90 |");
    }

    @Test
    void aLongRunIsPlottedOverTime() throws IOException {
        Path file = folder.resolve("long.md");
        List<Sample> samples = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> new Sample(i * 10, 1_000 - i, 5, 100, 200 + i, 3, i / 10))
                .toList();

        Report.write(file, List.of(BenchResult.ofSustained(Map.of("database", "PostgreSQL 18.1"), plan(0), samples)));

        assertThat(Files.readString(file))
                .contains("last tenth ÷ first tenth: 0.98")
                .contains("| 200 | 980 | 5.00 | 100 | 220 | 3 | 2 |")
                .contains("1-sustained-rate.svg", "1-sustained-p99.svg", "1-sustained-space.svg");
    }
}
