package dev.lastroom.simulation.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.simulation.prove.Tally;
import dev.lastroom.simulation.prove.Trial;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The quick form of the trials, and what must go wrong where a server or a database does not keep what it says. */
@Timeout(300)
class CrashTrialTest {

    private final long seed =
            Long.getLong("lastroom.seed", ThreadLocalRandom.current().nextInt(1_000_000_000));

    static List<Trial> trials() {
        return List.of(CrashTrial.sqlite(), CrashTrial.postgres());
    }

    @ParameterizedTest
    @MethodSource("trials")
    void everyCrashLeavesWhatWasAcknowledged(Trial trial) throws Exception {
        System.out.println(trial.name() + ": -Dlastroom.seed=" + seed);
        Tally tally = trial.run(seed, true, _ -> {});
        assertThat(tally.kept()).as(tally.toString()).isTrue();
        assertThat(tally.faults()).isGreaterThanOrEqualTo(5);
        assertThat(tally.acknowledged()).as(tally.toString()).isGreaterThan(50);
        assertThat(tally.unknown()).as("cut off in the middle: " + tally).isPositive();
    }

    @Test
    void aServerThatAcknowledgesBeforeItCommitsIsFoundOut() throws Exception {
        try (DurableSqlite bed = new DurableSqlite();
                CrashRun run = new CrashRun(bed, seed, true)) {
            Tally tally = run.run(List.of(new Crash.Kill()), _ -> {});
            assertThat(tally.lost()).as(tally.toString()).isPositive();
            assertThat(tally.kept()).isFalse();
        }
    }

    @Test
    void aDatabaseThatAcknowledgesBeforeItIsOnDiskIsFoundOut() throws Exception {
        try (DurablePostgres bed = new DurablePostgres(false);
                CrashRun run = new CrashRun(bed, seed, false)) {
            Tally tally = run.run(List.of(new Crash.StopDatabase(bed)), _ -> {});
            assertThat(tally.lost()).as(tally.toString()).isPositive();
            assertThat(tally.kept()).isFalse();
        }
    }
}
