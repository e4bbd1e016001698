package dev.lastroom.proof.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.proof.prove.TrialTally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A primary is killed under load. If it waits for its standby, nothing is lost. If not, the trial detects the loss. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class FailoverTrialTest {

    @TempDir
    private static Path folder;

    private final long seed =
            Long.getLong("lastroom.seed", ThreadLocalRandom.current().nextInt(1_000_000_000));

    @BeforeAll
    static void prepare() throws IOException {
        Pair.prepare(base());
    }

    private static Path base() {
        return folder.resolve("base");
    }

    private TrialTally kill(boolean synchronous) throws Exception {
        return new FailoverRun(base(), synchronous, true, new SplittableRandom(seed)).play(Failover.KILLED);
    }

    @Test
    void noAcknowledgedBookingIsLostWithThePrimary() throws Exception {
        TrialTally tally = kill(true);
        assertThat(tally.proves()).as("seed " + seed + ": " + tally).isTrue();
    }

    @Test
    void aPrimaryThatDoesNotWaitForItsStandbyIsFoundOut() throws Exception {
        TrialTally tally = kill(false);
        assertThat(tally.lost()).as("seed " + seed + ": " + tally).isPositive();
    }
}
