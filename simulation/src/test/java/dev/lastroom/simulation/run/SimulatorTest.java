package dev.lastroom.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.simulation.store.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every seed that ever failed and 20 fresh ones, on every store. */
class SimulatorTest {

    private static final int FRESH_SEEDS = 20;

    @TestFactory
    Stream<DynamicTest> noSeedBreaksAPromise() {
        return Beds.ALL.stream()
                .flatMap(bed -> Stream.of(Mode.values())
                        .map(mode -> DynamicTest.dynamicTest(
                                bed.name() + ", mode " + mode.label(), () -> assertAllPass(bed, mode))));
    }

    private static void assertAllPass(TestBed bed, Mode mode) throws InterruptedException {
        Simulator simulator = new Simulator(bed);
        int events = 0;
        int faults = 0;
        for (long seed : LongStream.concat(failedSeeds(), freshSeeds()).toArray()) {
            RunResult result = simulator.play(seed, mode);
            assertThat(result.broken())
                    .as("%s\n%s", result.command(), String.join("\n", result.trace()))
                    .isEmpty();
            assertThat(result.undecided()).as(result.command()).isFalse();
            events += result.events();
            faults += result.faults();
        }
        // A run in which nothing happens proves nothing.
        assertThat(events).isGreaterThan(20 * FRESH_SEEDS);
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

    @Test
    void theSameSeedGivesTheSameRunOnEveryStoreOfItsKind() throws InterruptedException {
        for (long seed : freshSeeds().limit(3).toArray()) {
            RunResult first = new Simulator(Beds.SQLITE).play(seed, Mode.SCHEDULE);
            assertThat(new Simulator(Beds.SQLITE).play(seed, Mode.SCHEDULE)).isEqualTo(first);
            RunResult onPostgres = new Simulator(Beds.POSTGRES).play(seed, Mode.SCHEDULE);
            assertThat(onPostgres.trace()).isEqualTo(first.trace());
            RunResult onModel = new Simulator(Beds.MODEL).play(seed, Mode.SCHEDULE);
            assertThat(new Simulator(Beds.MODEL).play(seed, Mode.SCHEDULE)).isEqualTo(onModel);
            assertThat(first.digest()).isEqualTo(onPostgres.digest());
        }
    }
}
