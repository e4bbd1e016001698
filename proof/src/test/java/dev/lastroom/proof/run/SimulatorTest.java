package dev.lastroom.proof.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.proof.store.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every seed that ever failed and some fresh ones, on every store. */
class SimulatorTest {

    private static final int FRESH_SEEDS = 8;

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> noSeedBreaksAPromise() {
        return Beds.ALL.stream()
                .map(bed -> DynamicTest.dynamicTest(bed.name(), () -> {
                    for (Mode mode : Mode.values()) {
                        for (Commands commands : Commands.values()) {
                            assertAllPass(bed, mode, commands);
                        }
                    }
                }));
    }

    private static void assertAllPass(TestBed bed, Mode mode, Commands commands) throws InterruptedException {
        Simulator simulator = new Simulator(bed);
        int commandsEnded = 0;
        int faults = 0;
        for (long seed : LongStream.concat(failedSeeds(), freshSeeds()).toArray()) {
            RunResult result = simulator.play(seed, mode, commands);
            assertThat(result.broken())
                    .as(
                            "%s\n%s\n%s",
                            result.command(), String.join("\n", result.broken()), String.join("\n", result.trace()))
                    .isEmpty();
            assertThat(result.undecided()).as(result.command()).isFalse();
            commandsEnded += result.commandsEnded();
            faults += result.faults();
        }
        // A run in which nothing happens proves nothing.
        assertThat(commandsEnded).isGreaterThan(20 * FRESH_SEEDS);
        assertThat(faults).isGreaterThan(FRESH_SEEDS);
    }

    private static LongStream freshSeeds() {
        return ThreadLocalRandom.current().longs(FRESH_SEEDS, 0, 1_000_000_000);
    }

    private static LongStream failedSeeds() {
        try (var file = Objects.requireNonNull(SimulatorTest.class.getResourceAsStream("/failed-seeds.txt"))) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.stream()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .mapToLong(Long::parseLong);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
