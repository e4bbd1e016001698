package dev.lastroom.proof.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.proof.prove.TrialTally;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The trials must find a server or a database that does not keep what it acknowledges. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
class CrashTrialTest {

    /** PostgreSQL may happen to write a commit to the disk just before it is stopped, but not every time. */
    private static final int STOPS_MAX = 5;

    private final long seed =
            Long.getLong("lastroom.seed", ThreadLocalRandom.current().nextInt(1_000_000_000));

    @Test
    void aServerThatAcknowledgesBeforeItCommitsIsFoundOut() throws Exception {
        try (DurableSqlite bed = new DurableSqlite();
                CrashRun run = new CrashRun(bed, seed, true)) {
            TrialTally tally = run.run(List.of(new Crash.Kill()), _ -> {});
            assertThat(tally.lost()).as(tally.toString()).isPositive();
            assertThat(tally.kept()).isFalse();
        }
    }

    @Test
    void aDatabaseThatAcknowledgesBeforeItIsOnDiskIsFoundOut() throws Exception {
        try (DurablePostgres bed = new DurablePostgres(false);
                CrashRun run = new CrashRun(bed, seed, false)) {
            TrialTally tally;
            int stops = 0;
            do {
                tally = run.run(List.of(new Crash.StopDatabase(bed)), _ -> {});
            } while (tally.lost() == 0 && ++stops < STOPS_MAX);
            assertThat(tally.lost()).as(tally.toString()).isPositive();
            assertThat(tally.kept()).isFalse();
        }
    }
}
